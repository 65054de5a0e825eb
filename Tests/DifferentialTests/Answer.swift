import Foundation
import HTTP
import JSON

/// What an answer of Prometheus's API says, apart from its words and the order of its series.
struct Answer {
  var status: Int
  var errorType: String
  private var resultType = ""
  /// By labels; each point is a time and a value's text.
  private var series: [String: [(time: Double, value: String)]] = [:]

  init(_ response: HTTPResponse) throws {
    status = response.status
    let json = try JSONValue(parsing: response.body)
    errorType = json["errorType"]?.string ?? ""
    let data = json["data"] ?? nil
    resultType = data["resultType"]?.string ?? ""
    func point(_ value: JSONValue) -> (time: Double, value: String) {
      (value[0]?.number ?? .nan, value[1]?.string ?? "")
    }
    if resultType == "scalar" || resultType == "string" {
      series[""] = [point(data["result"] ?? nil)]
    } else {
      for one in data["result"]?.array ?? [] {
        let labels = one["metric"]?.text() ?? ""
        series[labels] = (one["values"]?.array ?? one["value"].map { [$0] } ?? []).map(point)
      }
    }
  }

  /// How another differs; nil when it does not. With ties it is left open which of equal series
  /// are chosen: then the values of each moment are compared.
  func difference(from other: Answer, ties: Bool = false) -> String? {
    if status != other.status || errorType != other.errorType {
      return "\(status) \(errorType), not \(other.status) \(other.errorType)"
    }
    if resultType != other.resultType { return "\(resultType), not \(other.resultType)" }
    if ties { return valuesByTime == other.valuesByTime ? nil : "other values" }
    for labels in Set(series.keys).union(other.series.keys).sorted() {
      guard let mine = series[labels] else {
        let odd = series.keys.filter { other.series[$0] == nil }.sorted().first ?? "nothing"
        return "\(labels) is missing; \(odd) is there"
      }
      guard let theirs = other.series[labels] else { return "\(labels) is too many" }
      if mine.map(\.time) != theirs.map(\.time) {
        return "\(labels): \(mine.count) points, not \(theirs.count), or at other times"
      }
      for (a, b) in zip(mine, theirs) where !Self.isClose(a.value, b.value) {
        return "\(labels) at \(a.time): \(a.value), not \(b.value)"
      }
    }
    return nil
  }

  /// The values of each moment in order, without the digits that summing in another order moves.
  private var valuesByTime: [Double: [String]] {
    var values: [Double: [String]] = [:]
    for point in series.values.joined() {
      let rounded = Double(point.value).map { String(format: "%.9g", $0) } ?? point.value
      values[point.time, default: []].append(rounded)
    }
    return values.mapValues { $0.sorted() }
  }

  private static func isClose(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard let a = Double(a), let b = Double(b), a.isFinite, b.isFinite else { return false }
    return (a - b).magnitude <= 1e-9 * max(a.magnitude, b.magnitude)
  }
}
