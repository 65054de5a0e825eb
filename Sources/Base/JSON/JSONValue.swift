/// A JSON value as a tree: for layouts, settings and small replies. Data bodies are read with
/// `JSONCursor` instead.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The nearest double; whole numbers are exact up to 2^53.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

// Each is nil when the value is of another kind, so that a reader of files from anywhere asks for
// what it can use and falls back for the rest.
extension JSONValue {
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var number: Double? { if case .number(let value) = self { value } else { nil } }
  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
  package var object: JSONObject? { if case .object(let members) = self { members } else { nil } }
  package var isNull: Bool { self == .null }

  /// A whole number that an `Int` holds, whatever its written form.
  package var integer: Int? { number.flatMap(Int.init(exactly:)) }

  /// A number, also when it stands in quotes, as in many a real dashboard.
  package var lenientNumber: Double? { number ?? string.flatMap(Double.init) }

  /// The value of a member; `nil` without one, and when this is no object.
  package subscript(key: String) -> JSONValue? { object?[key] }

  /// The element at an index; `nil` outside the array, and when this is no array.
  package subscript(index: Int) -> JSONValue? {
    guard let array, array.indices.contains(index) else { return nil }
    return array[index]
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(integerLiteral value: Int) { self = .number(Double(value)) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { .init(key: $0.0, value: $0.1) }))
  }
}
