import Frames
package import HTTP
import JSON
import Times

// Series and samples as the texts that variables are cut from, written as Grafana writes them:
// expressions in layouts are made for that.
extension Prometheus {
  /// The label sets in a reply to `series`: `up{job="a",instance="b"}`.
  package static func seriesTexts(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> Listing<String> {
    let sets = try labelSets(from: response, of: source)
    return Listing(elements: sets.elements.map(text), notices: sets.notices)
  }

  /// The samples in a reply to an instant query: `up{job="a"} 1 1700000000000`, the time in
  /// milliseconds; a scalar or a string alone.
  package static func sampleTexts(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> Listing<String> {
    let (result, notices) = try data(of: response, from: source.name) {
      (cursor) throws(JSONError) in
      try PrometheusResult(from: &cursor)
    }
    let texts = (result?.series ?? []).compactMap { series -> String? in
      let value: String
      switch series.values {
      case .numbers(let numbers):
        guard let last = numbers.last ?? nil else { return nil }
        value = text(last)
      case .strings(let strings):
        guard let last = strings.last ?? nil else { return nil }
        value = last
      default: return nil
      }
      if result?.isSingle == true { return value }
      guard let time = series.times.last else { return nil }
      return "\(text(series.labels)) \(value) \(time.milliseconds)"
    }
    return Listing(elements: texts, notices: notices)
  }

  /// The braces stand there without labels too, and nothing in values is escaped.
  private static func text(_ labels: Labels) -> String {
    let pairs = labels.pairs.filter { $0.name != "__name__" }.map { "\($0.name)=\"\($0.value)\"" }
    return "\(labels["__name__"] ?? ""){\(pairs.joined(separator: ","))}"
  }

  /// A number as the server wrote it: never with an exponent.
  private static func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    let text = "\(value)"
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else {
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    let sign = parts[0].hasPrefix("-") ? "-" : ""
    let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".")
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
    let digits = String(mantissa.first ?? "0") + fraction
    // Where the point stands among the digits.
    let point = (mantissa.first?.count ?? 1) + exponent
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count {
      return sign + digits + String(repeating: "0", count: point - digits.count)
    }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }
}
