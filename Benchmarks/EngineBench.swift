import Frames
import PromQL
import Samples

/// The engine over 500 series of two hours at 15 s.
enum EngineBench {
  static func run(_ median: (Int, () throws -> Int) throws -> Double) throws {
    var store = SampleStore()
    let end: Int64 = 1_795_219_200_000
    for index in 0..<500 {
      let id = store.series([
        "__name__": "m", "x": "\(index % 10)", "instance": "host-\(index / 10):9100",
        "job": "bench",
      ])
      var total = 0.0
      for step in 0..<480 {
        // Half of them count in tenths, which no double holds exactly.
        total += Double((index * 7919 + step * 104_729) % 997) / (index % 2 == 0 ? 1 : 10)
        try store.append(to: id, end - Int64(479 - step) * 15_000, total)
      }
    }
    let bytes = Double(store.byteCount) / Double(store.sampleCount)
    print("engine, bytes a sample\t\(bytes)\t6")
    for query in [
      "m", "rate(m[5m])", "sum by (x) (rate(m[5m]))", "max_over_time(m[10m])",
      "topk(5, rate(m[5m]))", "sum by (x) (m) / on (x) group_left () count by (x) (m)",
    ] {
      let seconds = try median(7) {
        let result = try QueryEngine().range(
          query, from: end - 3_600_000, to: end, step: 15_000, in: store)
        guard case .matrix(let matrix) = result else { return 0 }
        return matrix.count
      }
      print("engine, \(query), ms\t\(seconds * 1000)\t10")
    }
  }
}
