import Frames

/// Fills in the places of a text: `{label}`, `{number:1:5}`, `{float:0.1:2}`, `{hex:32}`,
/// `{pick:a|b}`, `{map:label:a=x|b=y}`, `{any:a=x|b=y}`, which for one span is always the same, and
/// `{one:a|b}` and `{id:1:5}`, which are the same in all spans of a trace. What a line tells of its trace are
/// `{span:…}` and `{root:…}` with what `ToldTrace` knows.
struct Filling {
  var labels: Labels
  /// Of the span.
  var key: UInt64
  /// Of the whole trace.
  var traceKey: UInt64 = 0
  /// What a line tells of.
  var told: ToldTrace?

  func text(_ template: String, _ place: UInt64) -> String {
    var rest = template[...]
    var text = ""
    var number: UInt64 = 0
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let inside = rest[rest.index(after: open)..<close]
      text += value(inside, Random.key(key, place &* 31 &+ number))
      number += 1
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private func value(_ inside: Substring, _ own: UInt64) -> String {
    // Only the first colon ends the kind: texts to pick from have their own.
    guard let colon = inside.firstIndex(of: ":") else { return labels[String(inside)] ?? "" }
    let rest = inside[inside.index(after: colon)...]
    switch inside[..<colon] {
    case "number": return number(rest, own)
    case "id": return number(rest, Random.key(traceKey, 9))
    case "float":
      let (first, second) = Self.halves(rest)
      let (least, most) = (Double(first) ?? 0, Double(second) ?? 0)
      let value = least + Random.unit(own, 0) * (most - least)
      return "\((value * 1e6).rounded() / 1e6)"
    case "hex":
      let digits = (0..<4).map { String(Random.key(own, $0), radix: 16) }.joined()
      return String(digits.prefix(Int(rest) ?? 8))
    case "pick": return pick(rest, own)
    case "one": return pick(rest, traceKey)
    case "any": return String(pick(rest, key).drop { $0 != "=" }.dropFirst())
    case "map":
      let (label, choices) = Self.halves(rest)
      let wanted = labels[String(label)] ?? ""
      let pair = choices.split(separator: "|").first { $0.hasPrefix(wanted + "=") }
      return String(pair?.dropFirst(wanted.count + 1) ?? "")
    case "span": return told?.span.told(rest) ?? ""
    case "root": return told?.root?.told(rest) ?? ""
    default: return ""
    }
  }

  /// What stands before and after the first colon.
  private static func halves(_ text: Substring) -> (Substring, Substring) {
    guard let colon = text.firstIndex(of: ":") else { return (text, "") }
    return (text[..<colon], text[text.index(after: colon)...])
  }

  private func number(_ bounds: Substring, _ key: UInt64) -> String {
    let (first, second) = Self.halves(bounds)
    let (least, most) = (UInt64(first) ?? 0, UInt64(second) ?? 0)
    return "\(least + key % (max(least, most) - least + 1))"
  }

  private func pick(_ choices: Substring, _ key: UInt64) -> String {
    let choices = choices.split(separator: "|")
    return choices.isEmpty ? "" : String(choices[Int(key % UInt64(choices.count))])
  }
}
