import JSON

/// The fields of a line of JSON, as Loki's `json` names and writes them: those of objects in it
/// behind the names of these (`http_status`), no lists, and numbers as they were written.
struct JSONFields {
  private(set) var fields: [(name: String, value: String)] = []
  private var names: Set<String> = []
  private let bytes: [UInt8]
  private let limit: Int

  private init(of bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  /// `nil` for what is no object.
  init?(_ text: ArraySlice<UInt8>, limit: Int) {
    let bytes = Array(text)
    do throws(JSONError) {
      self = try JSONCursor.read(bytes) { (cursor) throws(JSONError) in
        var reader = JSONFields(of: bytes, limit: limit)
        try reader.readObject(&cursor, prefix: "", depth: 0)
        try cursor.finish()
        return reader
      }
    } catch {
      return nil
    }
  }

  private static let mostDepth = 16

  private mutating func readObject(
    _ cursor: inout JSONCursor, prefix: String, depth: Int
  ) throws(JSONError) {
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      let name = prefix + key
      switch try cursor.nextKind() {
      case .object where depth < Self.mostDepth && fields.count < limit:
        try readObject(&cursor, prefix: name + "_", depth: depth + 1)
      case .object, .array: try cursor.skip()
      case .string: add(name, try cursor.string())
      case .number:
        let start = cursor.offset
        _ = try cursor.number()
        add(name, String(decoding: bytes[start..<cursor.offset], as: UTF8.self))
      case .boolean: add(name, try cursor.boolean() ? "true" : "false")
      case .null:
        try cursor.null()
        add(name, "null")
      }
    }
  }

  /// Of a name that stands there twice, the first counts.
  private mutating func add(_ name: String, _ value: String) {
    guard fields.count < limit, names.insert(name).inserted else { return }
    fields.append((name, value))
  }
}
