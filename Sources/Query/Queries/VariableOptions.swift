import Dashboards
import Patterns

/// Options as a server or the settings list them, made those of a variable: cut by its expression,
/// each once, in its order.
enum VariableOptions {
  static func cut(
    _ options: [Variable.Option], by variable: Variable, _ values: VariableValues
  ) -> [Variable.Option] {
    // Values that stand in an expression are no expressions themselves.
    let regex = variable.regex.map { values.interpolate($0, as: .pattern) }
    // One that can't be used is named among the layout's problems, and options are taken whole.
    let pattern = regex.flatMap { $0.isEmpty ? nil : try? Pattern($0) }
    var seen: Set<String> = []
    let cut = options.flatMap { Self.cut($0, pattern) }.filter { seen.insert($0.value).inserted }
    return sorted(cut, by: variable.sort)
  }

  private static func cut(_ option: Variable.Option, _ pattern: Pattern?) -> [Variable.Option] {
    guard let pattern else { return [option] }
    let matches =
      pattern.isGlobal
      ? pattern.matches(in: option.text) : pattern.firstMatch(in: option.text).map { [$0] } ?? []
    let (textGroup, valueGroup) = (pattern.group(named: "text"), pattern.group(named: "value"))
    let parts = matches.compactMap { match -> Variable.Option? in
      func group(_ number: Int?) -> String? {
        number.flatMap { match.groups.indices.contains($0) ? match.groups[$0] : nil }
      }
      let (text, value) = (group(textGroup), group(valueGroup))
      if let either = value ?? text {
        return .init(text: text ?? either, value: value ?? either)
      }
      return group(1).map { .init(text: $0, value: $0) }
    }
    // Without a group, or with one that took no part, the item stays whole.
    return parts.isEmpty && !matches.isEmpty ? [option] : parts
  }

  /// Even orders are the odd ones before them, backwards.
  private static func sorted(_ options: [Variable.Option], by sort: Int) -> [Variable.Option] {
    let ascending: [Variable.Option]
    switch (sort + 1) / 2 {
    case 1:
      ascending = by(options) {
        $0.text
      } isLess: {
        isBefore($0, $1)
      }
    case 2:
      ascending = by(options) {
        firstNumber(in: $0.text)
      } isLess: {
        $0 < $1
      }
    case 3:
      ascending = by(options) {
        $0.text.lowercased()
      } isLess: {
        isBefore($0, $1)
      }
    case 4:
      ascending = by(options) {
        $0.text
      } isLess: {
        isNaturallyBefore($0, $1)
      }
    default: return options
    }
    return sort % 2 == 0 ? ascending.reversed() : ascending
  }

  /// Options with equal keys keep their order.
  private static func by<Key>(
    _ options: [Variable.Option], _ key: (Variable.Option) -> Key, isLess: (Key, Key) -> Bool
  ) -> [Variable.Option] {
    options.map { (key: key($0), option: $0) }.enumerated().sorted { a, b in
      if isLess(a.element.key, b.element.key) { return true }
      if isLess(b.element.key, a.element.key) { return false }
      return a.offset < b.offset
    }.map(\.element.option)
  }

  private static func isBefore(_ a: String, _ b: String) -> Bool {
    a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
  }

  /// The first digits of a text; -1 without any.
  private static func firstNumber(in text: String) -> Double {
    let digits = text.utf8.drop { !isDigit($0) }.prefix(while: isDigit)
    return Double(Substring(digits)) ?? -1
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Digits in a row count as one number: `node2` before `node10`; the case does not count.
  private static func isNaturallyBefore(_ a: String, _ b: String) -> Bool {
    var (left, right) = (Array(a.lowercased().utf8)[...], Array(b.lowercased().utf8)[...])
    while let l = left.first, let r = right.first {
      if isDigit(l), isDigit(r) {
        let (m, n) = (left.prefix(while: isDigit), right.prefix(while: isDigit))
        let (x, y) = (m.drop { $0 == UInt8(ascii: "0") }, n.drop { $0 == UInt8(ascii: "0") })
        if x.count != y.count { return x.count < y.count }
        if !x.elementsEqual(y) { return x.lexicographicallyPrecedes(y) }
        left = left.dropFirst(m.count)
        right = right.dropFirst(n.count)
      } else if l != r {
        return l < r
      } else {
        left = left.dropFirst()
        right = right.dropFirst()
      }
    }
    return left.isEmpty && !right.isEmpty
  }
}
