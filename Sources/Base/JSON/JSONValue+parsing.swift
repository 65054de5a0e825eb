extension JSONValue {
  /// The value of a whole text.
  ///
  /// At most `maximumDepth` containers may stand in one another; more than 2048 would endanger the
  /// stack and is taken as 2048. A byte order mark before the text, which RFC 8259 leaves to the
  /// reader, is passed over when asked, else refused.
  package init(
    parsing bytes: [UInt8], maximumDepth: Int = 512, skippingByteOrderMark: Bool = false
  ) throws(JSONError) {
    let depth = min(maximumDepth, 2048)
    self = try JSONCursor.read(bytes, maximumDepth: depth) { (cursor) throws(JSONError) in
      if skippingByteOrderMark { cursor.skipByteOrderMark() }
      let value = try cursor.value()
      try cursor.finish()
      return value
    }
  }
}

extension JSONCursor {
  /// The next value with all that is in it, as a tree.
  package mutating func value() throws(JSONError) -> JSONValue {
    switch try nextKind() {
    case .null:
      try null()
      return .null
    case .boolean: return .bool(try boolean())
    case .number: return .number(try number())
    case .string: return .string(try string())
    case .array:
      var elements: [JSONValue] = []
      try enterArray()
      while try nextElement() { elements.append(try value()) }
      return .array(elements)
    case .object:
      var object = JSONObject()
      try enterObject()
      while let key = try nextKey() { object.members.append(.init(key: key, value: try value())) }
      return .object(object)
    }
  }
}
