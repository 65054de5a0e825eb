import Frames

/// The name that a query gives its series, by Grafana's rules.
enum LegendFormat {
  /// The name of a series; `nil` leaves it to the rules for a field's name.
  ///
  /// `{{label}}` is the label's value, empty if it is missing, and a name of nothing is none;
  /// without a format the series is `metric{a="1", b="2"}`; `__auto` names only what has no labels,
  /// by its expression.
  static func name(format: String?, labels: Labels, expression: String) -> String? {
    switch format {
    case "__auto": return labels.isEmpty ? expression : nil
    case .some(let format) where !format.isEmpty:
      let name = filled(format, with: labels)
      return name.isEmpty ? nil : name
    default:
      let text = seriesText(labels)
      return text == "{}" ? expression : text
    }
  }

  /// `metric{a="1", b="2"}`, the labels sorted.
  static func seriesText(_ labels: Labels) -> String {
    let metric = labels["__name__"] ?? ""
    let others = labels.pairs.filter { $0.name != "__name__" }
    guard !others.isEmpty else { return metric.isEmpty ? "{}" : metric }
    let texts = others.map { "\($0.name)=\"\(escaped($0.value))\"" }
    return "\(metric){\(texts.joined(separator: ", "))}"
  }

  private static func escaped(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C || $0 == 0x0A }) else {
      return value
    }
    return value.reduce(into: "") { text, character in
      switch character {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      default: text.append(character)
      }
    }
  }

  private static func filled(_ format: String, with labels: Labels) -> String {
    var text = ""
    var rest = Array(format.utf8)[...]
    while let open = pair(UInt8(ascii: "{"), in: rest) {
      let inside = rest[(open + 2)...]
      guard let close = pair(UInt8(ascii: "}"), in: inside) else { break }
      text += String(decoding: rest[..<open], as: UTF8.self)
      let name = String(decoding: trimmed(inside[..<close]), as: UTF8.self)
      text += labels[name] ?? ""
      rest = rest[(close + 2)...]
    }
    return text + String(decoding: rest, as: UTF8.self)
  }

  /// Where a byte first stands twice in a row.
  private static func pair(_ byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.dropLast().first { bytes[$0] == byte && bytes[$0 + 1] == byte }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    let end = start.lastIndex { $0 != 0x20 && $0 != 0x09 }
    return end.map { start[...$0] } ?? []
  }
}
