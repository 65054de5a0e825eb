import Lexemes

/// What an expression in a template gives.
enum TemplateValue: Hashable, Sendable {
  case text(String)
  case number(Double)
  case bool(Bool)
  case map([String: String])
  case list([TemplateValue])
  case nothing
  /// `.` itself: it has fields and no text.
  case root

  /// How Go prints it.
  var text: String {
    switch self {
    case .text(let text): text
    case .number(let number): ShortestNumber.text(number)
    case .bool(let bool): bool ? "true" : "false"
    case .map(let map):
      "map[" + map.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: " ")
        + "]"
    case .list(let values): "[" + values.map(\.text).joined(separator: " ") + "]"
    case .nothing, .root: "<no value>"
    }
  }

  /// Whether `if` takes it as yes: not zero, not empty.
  var isTrue: Bool {
    switch self {
    case .text(let text): !text.isEmpty
    case .number(let number): number != 0
    case .bool(let bool): bool
    case .map(let map): !map.isEmpty
    case .list(let values): !values.isEmpty
    case .nothing: false
    case .root: true
    }
  }

  /// A number, or the number that a text is.
  func number(for function: String) throws(TemplateError) -> Double {
    switch self {
    case .number(let number): return number
    case .text(let text):
      let unsigned = text.drop { $0 == "-" || $0 == "+" }
      if text.count - unsigned.count <= 1, let number = NumberText.value(String(unsigned)) {
        return text.first == "-" ? -number : number
      }
      throw TemplateError("\(function): strconv.ParseFloat: parsing \"\(text)\": invalid syntax")
    default: throw TemplateError("\(function): can't convert \(self.text) to float")
    }
  }
}
