import Frames
import HTTP
import JSON

extension Prometheus {
  /// What a reply holds under `data`, `nil` if it has none, and what it says beside it.
  static func data<Value>(
    of response: HTTPResponse, from source: String,
    _ read: (inout JSONCursor) throws(JSONError) -> Value
  ) throws(DataSourceError) -> (Value?, [Frame.Notice]) {
    guard (200..<300).contains(response.status) else {
      throw refusal(response, from: source)
    }
    guard !isHTML(response) else {
      throw DataSourceError(
        .malformedResponse, source: source,
        detail: "a login page? HTTP \(response.status) text/html")
    }
    let envelope: Envelope<Value>
    do throws(JSONError) {
      envelope = try JSONCursor.read(response.body) { (cursor) throws(JSONError) in
        try Envelope(from: &cursor, read)
      }
    } catch {
      throw DataSourceError(
        .malformedResponse, source: source, detail: text(of: error, in: response.body))
    }
    guard envelope.status == "success" else {
      if envelope.status == "error" {
        throw DataSourceError(
          .rejected, source: source, detail: envelope.error ?? "an error without a reason")
      }
      throw DataSourceError(
        .malformedResponse, source: source,
        detail: "JSON that no Prometheus sends, without a status")
    }
    return (envelope.data, envelope.notices)
  }

  static func text(of error: JSONError, in body: [UInt8]) -> String {
    if body.isEmpty { return "an empty body" }
    let place = "at byte \(error.offset): \(error.message)"
    return error.offset >= body.count ? "the body is cut short \(place)" : "not JSON \(place)"
  }
}

/// The object around every answer of the API.
private struct Envelope<Value> {
  var status: String?
  var error: String?
  var data: Value?
  var notices: [Frame.Notice] = []

  init(
    from cursor: inout JSONCursor, _ read: (inout JSONCursor) throws(JSONError) -> Value
  ) throws(JSONError) {
    var infos: [Frame.Notice] = []
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      let kind = try cursor.nextKind()
      switch (key, kind) {
      case ("status", .string): status = try cursor.string()
      case ("error", .string): error = try cursor.string()
      case ("data", .object), ("data", .array): data = try read(&cursor)
      case ("warnings", .array):
        notices += try readStrings(&cursor).map { .init(.warning, $0) }
      case ("infos", .array):
        infos += try readStrings(&cursor).map { .init(.info, $0) }
      case ("isPartial", .boolean):
        // VictoriaMetrics' cluster: some of its storage did not answer.
        if try cursor.boolean() { notices.append(.init(.warning, "the answer is partial")) }
      default: try cursor.skip()
      }
    }
    try cursor.finish()
    notices += infos
  }
}

/// The texts of an array; null, which Go writes for none, is empty.
func readStrings(_ cursor: inout JSONCursor) throws(JSONError) -> [String] {
  var strings: [String] = []
  try cursor.enterArray()
  while try cursor.nextElement() { strings.append(try cursor.string()) }
  return strings
}
