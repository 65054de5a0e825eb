package import HTTP
import JSON

extension Tempo {
  /// The attributes in a reply to `tags`, written as in a query: `span.http.route`, `name`. Names
  /// that the language would read otherwise are in quotes. Of the first version of the API, which
  /// knows no scopes: `.http.route`.
  package static func tags(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [String] {
    try read(response, of: source) { (cursor) throws(JSONError) in
      var tags: [String] = []
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        switch (key, try cursor.nextKind()) {
        case ("tagNames", .array): tags += try readStrings(&cursor).map { "." + written($0) }
        case ("scopes", .array):
          try cursor.enterArray()
          while try cursor.nextElement() { tags += try readScope(&cursor) }
        default: try cursor.skip()
        }
      }
      return tags
    }
  }

  private static func readScope(_ cursor: inout JSONCursor) throws(JSONError) -> [String] {
    var scope = ""
    var names: [String] = []
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("name", .string): scope = try cursor.string()
      case ("tags", .array): names = try readStrings(&cursor)
      default: try cursor.skip()
      }
    }
    return scope == "intrinsic" ? names : names.map { "\(scope).\(written($0))" }
  }

  /// An attribute's name as a query has it.
  private static func written(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { byte in
      (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte >= 0x80
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":")
    }
    if isPlain, !name.isEmpty { return name }
    let escaped = name.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "\"" + String(escaped) + "\""
  }

  /// A value of an attribute, and whether a query writes it in quotes.
  package struct TagValue: Hashable, Sendable {
    package var text: String
    package var isText: Bool

    package init(_ text: String, isText: Bool = true) {
      self.text = text
      self.isText = isText
    }
  }

  /// The values in a reply to `tagValues`, of either version.
  package static func tagValues(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [TagValue] {
    try read(response, of: source) { (cursor) throws(JSONError) in
      var values: [TagValue] = []
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        guard key == "tagValues", try cursor.nextKind() == .array else {
          try cursor.skip()
          continue
        }
        try cursor.enterArray()
        while try cursor.nextElement() { values.append(try readValue(&cursor)) }
      }
      return values
    }
  }

  private static func readValue(_ cursor: inout JSONCursor) throws(JSONError) -> TagValue {
    if try cursor.nextKind() == .string { return TagValue(try cursor.string()) }
    var value = TagValue("")
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("type", .string): value.isText = try cursor.string() == "string"
      case ("value", .string): value.text = try cursor.string()
      default: try cursor.skip()
      }
    }
    return value
  }
}
