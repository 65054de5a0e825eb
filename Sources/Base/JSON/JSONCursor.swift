/// Reads JSON (RFC 8259, strictly) value by value straight from its bytes, without a tree.
///
///     try cursor.enterObject()
///     while let key = try cursor.nextKey() {
///       if key == "status" { status = try cursor.string() } else { try cursor.skip() }
///     }
///     try cursor.finish()
///
/// Nothing in the bytes traps: what is not JSON throws a `JSONError` with its place, and nesting
/// deeper than `maximumDepth` is refused. Bytes that are not UTF-8 inside a string, and halves of
/// surrogate pairs, become U+FFFD, as in Go's decoder: one odd label must not empty a panel.
/// Outside strings they are refused like any other byte that has no business there.
///
/// A cursor is valid only inside the `read` that made it.
package struct JSONCursor {
  package enum Kind: Hashable, Sendable { case object, array, string, number, boolean, null }

  let bytes: UnsafeBufferPointer<UInt8>
  /// Bytes read so far.
  package internal(set) var offset = 0
  /// Whether the container just entered has had no element yet.
  private var isFresh = false
  private var depth = 0
  private let maximumDepth: Int

  package init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int = 512) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  /// What `body` makes of the bytes, which it must not keep.
  package static func read<Result, Failure: Error>(
    _ bytes: [UInt8], maximumDepth: Int = 512,
    _ body: (inout JSONCursor) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withUnsafeBufferPointer { (buffer) throws(Failure) -> Result in
      var cursor = JSONCursor(buffer, maximumDepth: maximumDepth)
      return try body(&cursor)
    }
  }

  /// The byte at the cursor; NUL, which JSON has no use for, behind the last one.
  @inline(__always)
  var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  /// The bytes of the whole body.
  package var byteCount: Int { bytes.count }

  @inline(__always)
  mutating func skipWhitespace() {
    while offset < bytes.count {
      let byte = bytes[offset]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      offset += 1
    }
  }

  /// Passes a byte order mark, which no JSON has but files may.
  package mutating func skipByteOrderMark() {
    if offset == 0, bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      offset = 3
    }
  }

  /// The kind of the value that comes next; the cursor stays before it.
  package mutating func nextKind() throws(JSONError) -> Kind {
    skipWhitespace()
    switch byte {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw unexpected("a value")
    }
  }

  // MARK: Containers

  package mutating func enterObject() throws(JSONError) {
    try enter(UInt8(ascii: "{"), "an object")
  }

  package mutating func enterArray() throws(JSONError) { try enter(UInt8(ascii: "["), "an array") }

  private mutating func enter(_ bracket: UInt8, _ name: String) throws(JSONError) {
    skipWhitespace()
    guard byte == bracket else { throw unexpected(name) }
    guard depth < maximumDepth else { throw error("nested deeper than \(maximumDepth)") }
    offset += 1
    depth += 1
    isFresh = true
  }

  /// The key of the object's next member, the cursor then before its value; `nil` behind the last.
  package mutating func nextKey() throws(JSONError) -> String? {
    guard try nextMember() else { return nil }
    let key = try string()
    skipWhitespace()
    guard byte == UInt8(ascii: ":") else { throw unexpected("':'") }
    offset += 1
    return key
  }

  /// Whether the object has another member, the cursor then before its key.
  mutating func nextMember() throws(JSONError) -> Bool {
    guard try advance(to: UInt8(ascii: "}"), "',' or '}'") else { return false }
    guard byte == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
    return true
  }

  /// Whether the array has another element, the cursor then before it.
  package mutating func nextElement() throws(JSONError) -> Bool {
    try advance(to: UInt8(ascii: "]"), "',' or ']'")
  }

  /// Passes the comma before the next element; false, and out of the container, at its end.
  @inline(__always)
  private mutating func advance(
    to end: UInt8, _ expected: StaticString
  ) throws(JSONError) -> Bool {
    skipWhitespace()
    if byte == end {
      offset += 1
      depth -= 1
      isFresh = false
      return false
    }
    if isFresh {
      isFresh = false
      return true
    }
    guard byte == UInt8(ascii: ",") else { throw unexpected("\(expected)") }
    offset += 1
    skipWhitespace()
    // A comma promises an element; without this a trailing one would pass.
    guard byte != end else { throw unexpected("a value") }
    return true
  }

  /// Takes note that a value has been passed by other means than the ones here.
  @inline(__always)
  mutating func passedElement() { isFresh = false }

  /// Passes one value, checked as strictly as if it were wanted.
  package mutating func skip() throws(JSONError) {
    switch try nextKind() {
    case .object:
      try enterObject()
      while try skipKey() { try skip() }
    case .array:
      try enterArray()
      while try nextElement() { try skip() }
    case .string: _ = try scanString()
    case .number: _ = try number()
    case .boolean: _ = try boolean()
    case .null: try null()
    }
  }

  private mutating func skipKey() throws(JSONError) -> Bool {
    guard try nextMember() else { return false }
    _ = try scanString()
    skipWhitespace()
    guard byte == UInt8(ascii: ":") else { throw unexpected("':'") }
    offset += 1
    return true
  }

  /// Makes sure that nothing but white space is left.
  package mutating func finish() throws(JSONError) {
    skipWhitespace()
    guard offset == bytes.count else { throw unexpected("the end") }
  }

  // MARK: Words

  package mutating func boolean() throws(JSONError) -> Bool {
    skipWhitespace()
    if take("true") { return true }
    if take("false") { return false }
    throw unexpected("true or false")
  }

  package mutating func null() throws(JSONError) {
    skipWhitespace()
    guard take("null") else { throw unexpected("null") }
  }

  /// Passes a word if it stands here.
  mutating func take(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard length <= bytes.count - offset else { return false }
    for index in 0..<length where bytes[offset + index] != word.utf8Start[index] { return false }
    offset += length
    return true
  }

  // MARK: Errors

  /// An error at the cursor, or at the offset given.
  @inline(never)
  package func error(_ message: String, at place: Int? = nil) -> JSONError {
    JSONError(message, at: place ?? offset, in: bytes)
  }

  @inline(never)
  func unexpected(_ expected: String) -> JSONError {
    guard offset < bytes.count else { return error("ends where \(expected) should be") }
    let byte = bytes[offset]
    let found =
      (0x21...0x7E).contains(byte)
      ? "'\(Character(Unicode.Scalar(byte)))'" : "byte 0x" + String(byte, radix: 16)
    return error("\(found) where \(expected) should be")
  }
}
