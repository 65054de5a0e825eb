import Embedded
import Exposition
import Files
import Frames
import HTTP
import Samples
import Times

/// The embedded Prometheus over the samples of a file, asked what a real one is asked too.
enum PrometheusBench {
  /// The arguments: a file of OpenMetrics, one of a form for a range query on each line. Prints
  /// the median milliseconds of each form on a line, and at last the bytes that a sample takes.
  static func run(_ arguments: [String], _ median: (Int, () throws -> Int) throws -> Double) throws
  {
    let store = try store(of: arguments[0])
    let forms = try File.read(arguments[1]).split(separator: UInt8(ascii: "\n"))
    let end = Instant(milliseconds: store.newest ?? 0)
    let prometheus = EmbeddedPrometheus(.init(store)) { end }
    for form in forms {
      let request = HTTPRequest(
        .post, url: "http://prometheus.demo/api/v1/query_range",
        headers: [.init("Content-Type", "application/x-www-form-urlencoded")], body: Array(form))
      print(try median(9) { try answer(request, prometheus) } * 1000)
    }
    print(Double(store.byteCount) / Double(store.sampleCount))
  }

  private static func store(of path: String) throws -> SampleStore {
    var store = SampleStore()
    var reader = ExpositionReader(.openMetrics, try File.read(path, limit: 1 << 30))
    while let entry = try reader.next() {
      guard case .sample(let sample) = entry, let time = sample.time else { continue }
      try store.append(
        Labels(sample.labels.pairs + [(name: "__name__", value: sample.name)]),
        time.milliseconds, sample.value)
    }
    return store
  }

  private static func answer(_ request: HTTPRequest, _ client: EmbeddedPrometheus) throws -> Int {
    let response = client.answer(to: request, now: client.clock())
    guard response.status == 200 else {
      throw HTTPError(.malformed, String(decoding: response.body, as: UTF8.self))
    }
    return response.body.count
  }
}
