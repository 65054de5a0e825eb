import DataSources
import Frames
import HTTP
import Queries
import Times

// The figures that need no terminal: name, value and aim, separated by tabs, a line each.
//
// A target of this package and not a package of its own: what it measures is `package`.

@main
enum Main {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "layouts" {
      return try LayoutsBench.run(files: Array(arguments.dropFirst())) { runs, work in
        try median(of: runs, work)
      }
    }
    if arguments.count == 2, arguments.first != "logs" {
      return try PrometheusBench.run(arguments) { runs, work in try median(of: runs, work) }
    }
    if arguments.first == "alerts" {
      return try AlertsBench.run { runs, work in try median(of: runs, work) }
    }
    if arguments.first == "traces" {
      return try TracesBench.run { runs, work in try median(of: runs, work) }
    }
    if arguments.first == "logs" {
      try LogsBench.run { runs, work in try median(of: runs, work) }
      guard !arguments.contains("decode") else { return }
      return try LogTailBench.run(seconds: arguments.contains("quick") ? 10 : 60)
    }
    let body = matrix(series: 500, points: 4000)
    let megabytes = Double(body.count) / 1e6
    let seconds = try median(of: 7) { try decode(body) }
    print("matrix decode, MB/s\t\(megabytes / seconds)\t500")
    try LayoutsBench.run { runs, work in try median(of: runs, work) }
    try LogsBench.run { runs, work in try median(of: runs, work) }
    try TracesBench.run { runs, work in try median(of: runs, work) }
    try AlertsBench.run { runs, work in try median(of: runs, work) }
    try EngineBench.run { runs, work in try median(of: runs, work) }
  }

  private static func decode(_ body: [UInt8]) throws -> Int {
    guard let source = DataSource(name: "bench", kind: .prometheus, address: "http://localhost")
    else { return 0 }
    let range = TimeRange(from: Instant(milliseconds: 0), to: Instant(milliseconds: 60_000_000))
    let query = Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: "x",
      mode: .range(step: .seconds(15)), range: range)
    let response = HTTPResponse(
      status: 200, headers: [.init("Content-Type", "application/json")], body: body)
    return try source.answer(to: query, from: response).frames.count
  }

  /// The median of the seconds that some runs take.
  private static func median(of runs: Int, _ work: () throws -> Int) rethrows -> Double {
    var seconds: [Double] = []
    let clock = ContinuousClock()
    for _ in 0..<runs {
      let start = clock.now
      _ = try work()
      let time = start.duration(to: clock.now).components
      seconds.append(Double(time.seconds) + Double(time.attoseconds) / 1e18)
    }
    return seconds.sorted()[runs / 2]
  }

  /// A `query_range` answer as Prometheus writes it, some 55 MB.
  private static func matrix(series: Int, points: Int) -> [UInt8] {
    var body = Array(#"{"status":"success","data":{"resultType":"matrix","result":["#.utf8)
    for index in 0..<series {
      if index > 0 { body.append(UInt8(ascii: ",")) }
      body += Array(#"{"metric":{"__name__":"x","series":"\#(index)"},"values":["#.utf8)
      for point in 0..<points {
        if point > 0 { body.append(UInt8(ascii: ",")) }
        let value = Double((index * 7919 + point * 104_729) % 1_000_003) / 997
        body += Array(#"[\#(1_795_219_154 + point * 15).375,"\#(value)"]"#.utf8)
      }
      body += Array("]}".utf8)
    }
    return body + Array("]}}".utf8)
  }
}
