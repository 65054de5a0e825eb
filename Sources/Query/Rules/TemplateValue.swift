import Lexemes

/// What an expression in a template gives, in Go's kinds: an integer is no float.
enum TemplateValue: Sendable {
  case text(String)
  case number(Double)
  /// `ofByte` is what indexing a text gives: Go's `uint8`.
  case integer(Int, ofByte: Bool = false)
  case bool(Bool)
  /// Labels.
  case map([String: String])
  /// What `args` makes of its arguments.
  case arguments([String: TemplateValue])
  case list([TemplateValue])
  case record(Record)
  /// What `toTime` gives, in seconds since 1970.
  case time(seconds: Double, text: String)
  case nothing

  /// A Go struct: `.` itself, or a sample.
  struct Record: Sendable {
    /// As Go's `%T` has it, which for `.` is long.
    var type: String
    /// Whether Go's `%v` says that it is a pointer.
    var isPointer: Bool
    var fields: [(name: String, value: TemplateValue)]
  }

  /// How Go prints it.
  var text: String {
    switch self {
    case .nothing: "<no value>"
    default: GoFormat.print("%v", [direct])
    }
  }

  /// A record that is no pointer, as the braces print it.
  private var direct: Self {
    guard case .record(var record) = self else { return self }
    record.isPointer = false
    return .record(record)
  }

  /// Whether `if` takes it as yes: not zero, not empty.
  var isTrue: Bool {
    switch self {
    case .text(let text): !text.isEmpty
    case .number(let number): number != 0
    case .integer(let integer, _): integer != 0
    case .bool(let bool): bool
    case .map(let map): !map.isEmpty
    case .arguments(let map): !map.isEmpty
    case .list(let values): !values.isEmpty
    case .nothing: false
    case .record, .time: true
    }
  }

  /// Whether it is of `args` of `args`.
  var isNested: Bool {
    guard case .arguments(let map) = self else { return false }
    return map.values.contains { if case .arguments = $0 { true } else { false } }
  }

  /// As Go's `%T` names it.
  var typeName: String {
    switch self {
    case .text: "string"
    case .number: "float64"
    case .integer(_, let ofByte): ofByte ? "uint8" : "int"
    case .bool: "bool"
    case .map: "map[string]string"
    case .arguments: "map[string]interface {}"
    case .list: "template.queryResult"
    case .record(let record): (record.isPointer ? "*" : "") + record.type
    case .time: "*time.Time"
    case .nothing: "<nil>"
    }
  }

  /// A number, or the number that a text is.
  func number(for function: String) throws(TemplateError) -> Double {
    switch self {
    case .number(let number): return number
    case .integer(let integer, ofByte: false): return Double(integer)
    case .text(let text):
      let unsigned = text.drop { $0 == "-" || $0 == "+" }
      if text.count - unsigned.count <= 1, let number = NumberText.value(String(unsigned)) {
        return text.first == "-" ? -number : number
      }
      throw TemplateError("\(function): strconv.ParseFloat: parsing \"\(text)\": invalid syntax")
    default: throw TemplateError("\(function): can't convert \(typeName) to float")
    }
  }

  /// The value of a field or a key; a label that is missing is empty.
  func field(_ name: String) throws(TemplateError) -> TemplateValue {
    switch self {
    case .map(let map): return .text(map[name] ?? "")
    case .arguments(let map): return map[name] ?? .nothing
    case .record(let record):
      if let field = record.fields.first(where: { $0.name == name }) { return field.value }
    case .time(let seconds, _) where name == "Unix":
      return .integer(Int(exactly: seconds.rounded(.down)) ?? 0)
    case .time: throw TemplateError("hune does not evaluate \(name) of a time")
    case .nothing: throw TemplateError("nil data; no entry for key \"\(name)\"")
    default: break
    }
    throw TemplateError("can't evaluate field \(name) in type \(typeName)")
  }
}
