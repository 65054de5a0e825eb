import Encodings
import JSON
import Times
import Traces

extension OTLPTraceReader {
  mutating func readAttributes(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> [TraceAttribute] {
    var attributes: [TraceAttribute] = []
    try cursor.enterArray()
    while try cursor.nextElement() {
      var attribute = TraceAttribute("", .none)
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        switch (key, try cursor.nextKind()) {
        case ("key", .string): attribute.key = shared(try cursor.string())
        case ("value", .object): attribute.value = try readValue(&cursor)
        default: try cursor.skip()
        }
      }
      attributes.append(attribute)
    }
    return attributes
  }

  /// `{"stringValue": "…"}` and its like; whole numbers come in quotes. The cursor bounds how
  /// deep lists of lists go.
  private mutating func readValue(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> TraceAttribute.Value {
    var value = TraceAttribute.Value.none
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("stringValue", .string): value = .string(shared(try cursor.string()))
      case ("intValue", .string):
        let text = try cursor.string()
        value = Int64(text).map { .integer($0) } ?? .string(text)
      case ("intValue", .number):
        let number = try cursor.number()
        value = Int64(exactly: number).map { .integer($0) } ?? .double(number)
      case ("doubleValue", .number): value = .double(try cursor.number())
      // Numbers that JSON has not are words.
      case ("doubleValue", .string): value = .double(Double(try cursor.string()) ?? .nan)
      case ("boolValue", .boolean): value = .bool(try cursor.boolean())
      case ("bytesValue", .string):
        let text = try cursor.string()
        value = .bytes(Base64.decoded(text)?.count ?? text.utf8.count)
      case ("arrayValue", .object): value = .list(try readList(&cursor))
      case ("kvlistValue", .object): value = .map(try readMap(&cursor))
      default: try cursor.skip()
      }
    }
    return value
  }

  private mutating func readList(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> [TraceAttribute.Value] {
    var values: [TraceAttribute.Value] = []
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      guard key == "values", try cursor.nextKind() == .array else {
        try cursor.skip()
        continue
      }
      try cursor.enterArray()
      while try cursor.nextElement() { values.append(try readValue(&cursor)) }
    }
    return values
  }

  private mutating func readMap(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> [TraceAttribute] {
    var members: [TraceAttribute] = []
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      guard key == "values", try cursor.nextKind() == .array else {
        try cursor.skip()
        continue
      }
      members = try readAttributes(&cursor)
    }
    return members
  }

  /// Nanoseconds, in quotes or not.
  func readTime(_ cursor: inout JSONCursor) throws(JSONError) -> Instant {
    switch try cursor.nextKind() {
    case .string: return Instant(nanoseconds: try cursor.quotedInteger())
    case .number: return Instant(nanoseconds: wholeNumber(try cursor.number()))
    default: throw cursor.error("a time that is no number")
    }
  }

  func readTraceID(_ cursor: inout JSONCursor) throws(JSONError) -> TraceID {
    let place = cursor.offset
    let text = try cursor.string()
    guard let bytes = Self.bytes(of: text, full: 16) else {
      throw cursor.error("a trace id that is neither base64 nor hexadecimal", at: place)
    }
    return TraceID(bytes: bytes) ?? TraceID(low: 0)
  }

  func readSpanID(_ cursor: inout JSONCursor) throws(JSONError) -> SpanID {
    let place = cursor.offset
    let text = try cursor.string()
    guard let bytes = Self.bytes(of: text, full: 8) else {
      throw cursor.error("a span id that is neither base64 nor hexadecimal", at: place)
    }
    return SpanID(bytes: bytes) ?? SpanID(0)
  }

  /// The bytes of an id of so many bytes at most; of none for none. As many hexadecimal digits as
  /// a whole id has are meant as such, all else is base64 first.
  private static func bytes(of text: String, full: Int) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    func hex() -> [UInt8]? {
      guard let id = TraceID(hex: text) else { return nil }
      let words = full == 8 ? (id.high == 0 ? [id.low] : []) : [id.high, id.low]
      return words.isEmpty
        ? nil
        : words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
    }
    if text.utf8.count == full * 2, let bytes = hex() { return bytes }
    if let bytes = Base64.decoded(text), !bytes.isEmpty, bytes.count <= full { return bytes }
    return hex()
  }
}

/// A whole number, clamped to what 64 bits hold; 0 for NaN.
func wholeNumber(_ number: Double) -> Int64 {
  if number.isNaN { return 0 }
  return number >= 9.2e18 ? .max : number <= -9.2e18 ? .min : Int64(number.rounded())
}
