package import HTTP
import JSON
import Matchers
import Times

extension Alertmanager {
  package static func alerts(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [Alert] {
    try read(response, from: source.name) { (cursor) throws(JSONError) in
      try readAll(&cursor) { (cursor) throws(JSONError) in try Alert(from: &cursor) }
    }
  }

  package static func groups(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [Group] {
    try read(response, from: source.name) { (cursor) throws(JSONError) in
      try readAll(&cursor) { (cursor) throws(JSONError) in try Group(from: &cursor) }
    }
  }

  package static func silences(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [Silence] {
    try read(response, from: source.name) { (cursor) throws(JSONError) in
      try readAll(&cursor) { (cursor) throws(JSONError) in Silence(try cursor.value()) }
    }.compactMap(\.self)
  }

  /// The silence of a reply; `nil` where the server knows none of that id, which it says with an
  /// empty 404.
  package static func silence(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> Silence? {
    if response.status == 404, response.body.isEmpty { return nil }
    let value = try tree(in: response, from: source.name)
    guard let silence = Silence(value) else {
      throw DataSourceError(
        .malformedResponse, source: source.name, detail: "JSON that is no silence")
    }
    return silence
  }

  package static func status(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> Status {
    let value = try tree(in: response, from: source.name)
    let cluster = value["cluster"]
    // Of peers that are not named the address tells them apart.
    let peers = cluster?["peers"]?.array?.compactMap { peer in
      [peer["name"]?.string, peer["address"]?.string].compactMap(\.self).first { !$0.isEmpty }
    }
    return Status(
      version: value["versionInfo"]?["version"]?.string ?? "",
      clusterStatus: cluster?["status"]?.string ?? "disabled", peers: peers ?? [])
  }

  package static func receivers(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [String] {
    let value = try tree(in: response, from: source.name)
    return value.array?.compactMap { $0["name"]?.string } ?? []
  }

  /// The id of the silence that was made, or that took the place of the one that was changed.
  package static func silenceID(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> String {
    let value = try tree(in: response, from: source.name)
    guard let id = value["silenceID"]?.string ?? value["silenceId"]?.string, !id.isEmpty else {
      throw DataSourceError(
        .malformedResponse, source: source.name, detail: "no id of a silence in the reply")
    }
    return id
  }

  /// Reads the reply to `expire`, which has no words when all went well.
  package static func checkExpiry(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) {
    guard (200..<300).contains(response.status) else {
      throw refusal(response, from: source.name)
    }
  }

  static func read<Value>(
    _ response: HTTPResponse, from source: String,
    _ read: (inout JSONCursor) throws(JSONError) -> Value
  ) throws(DataSourceError) -> Value {
    guard (200..<300).contains(response.status) else { throw refusal(response, from: source) }
    guard !Prometheus.isHTML(response) else {
      throw DataSourceError(
        .malformedResponse, source: source,
        detail: "a login page? HTTP \(response.status) text/html")
    }
    do throws(JSONError) {
      return try JSONCursor.read(response.body) { (cursor) throws(JSONError) in
        let value = try read(&cursor)
        try cursor.finish()
        return value
      }
    } catch {
      throw DataSourceError(
        .malformedResponse, source: source,
        detail: response.body.isEmpty
          ? "an empty body" : "not JSON at byte \(error.offset): \(error.message)")
    }
  }

  private static func tree(
    in response: HTTPResponse, from source: String
  ) throws(DataSourceError) -> JSONValue {
    try read(response, from: source) { (cursor) throws(JSONError) in try cursor.value() }
  }

  /// Errors come as a bare JSON string, or as an object with a code and a message.
  private static func refusal(_ response: HTTPResponse, from source: String) -> DataSourceError {
    var error = Prometheus.refusal(response, from: source)
    if let words = (try? JSONValue(parsing: response.body))?.string, !words.isEmpty {
      error.detail = words
    }
    return error
  }
}

/// The elements of an array; null, which Go writes for none, is empty.
func readAll<Element>(
  _ cursor: inout JSONCursor, _ read: (inout JSONCursor) throws(JSONError) -> Element
) throws(JSONError) -> [Element] {
  guard try cursor.nextKind() == .array else {
    try cursor.null()
    return []
  }
  var elements: [Element] = []
  try cursor.enterArray()
  while try cursor.nextElement() { elements.append(try read(&cursor)) }
  return elements
}
