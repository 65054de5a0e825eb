import Frames

/// Fills in the places of a text: `{label}`, `{number:1:5}`, `{float:0.1:2}`, `{hex:32}`,
/// `{pick:a|b}`, `{map:label:a=x|b=y}` and `{any:a=x|b=y}`, which for one span is always the same.
struct Filling {
  var labels: Labels
  /// Of the span.
  var key: UInt64

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
    let parts = inside.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    switch (parts[0], parts.count) {
    case ("number", 3):
      let (least, most) = (UInt64(parts[1]) ?? 0, UInt64(parts[2]) ?? 0)
      return "\(least + own % (max(least, most) - least + 1))"
    case ("float", 3):
      let (least, most) = (Double(parts[1]) ?? 0, Double(parts[2]) ?? 0)
      let value = least + Random.unit(own, 0) * (most - least)
      return "\((value * 1e6).rounded() / 1e6)"
    case ("hex", 2):
      let digits = (0..<4).map { String(Random.key(own, $0), radix: 16) }.joined()
      return String(digits.prefix(Int(parts[1]) ?? 8))
    case ("pick", 2): return pick(parts[1], own)
    case ("any", 2): return String(pick(parts[1], key).drop { $0 != "=" }.dropFirst())
    case ("map", 3):
      let wanted = labels[String(parts[1])] ?? ""
      let pair = parts[2].split(separator: "|").first { $0.hasPrefix(wanted + "=") }
      return String(pair?.dropFirst(wanted.count + 1) ?? "")
    default: return labels[String(inside)] ?? ""
    }
  }

  private func pick(_ choices: Substring, _ key: UInt64) -> String {
    let choices = choices.split(separator: "|")
    return choices.isEmpty ? "" : String(choices[Int(key % UInt64(choices.count))])
  }
}
