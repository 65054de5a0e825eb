package import Frames
package import HTTP
import JSON

extension Loki {
  /// The names in a reply to `labelNames`, or the values in one to `labelValues`; none where the
  /// reply has no data.
  package static func strings(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [String] {
    try data(of: response, from: source.name) { (cursor) throws(JSONError) in
      try readStrings(&cursor)
    }.0 ?? []
  }

  /// The label sets in a reply to `series`.
  package static func labelSets(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [Labels] {
    try data(of: response, from: source.name) { (cursor) throws(JSONError) in
      var sets: [Labels] = []
      try cursor.enterArray()
      while try cursor.nextElement() { sets.append(try readLabels(&cursor)) }
      return sets
    }.0 ?? []
  }

  /// How much a selector selects.
  package struct Stats: Hashable, Sendable {
    package var streams = 0.0
    package var chunks = 0.0
    package var bytes = 0.0
    package var entries = 0.0
  }

  /// The numbers in a reply to `stats`, which has no envelope.
  package static func stats(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> Stats {
    let object = try object(in: response, from: source.name)
    func number(_ key: String) -> Double { object[key]?.number ?? 0 }
    return Stats(
      streams: number("streams"), chunks: number("chunks"), bytes: number("bytes"),
      entries: number("entries"))
  }

  /// The version in a reply to `buildInfo`, which has no envelope.
  package static func version(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> String? {
    try object(in: response, from: source.name)["version"]?.string
  }

  private static func object(
    in response: HTTPResponse, from source: String
  ) throws(DataSourceError) -> JSONValue {
    guard (200..<300).contains(response.status) else {
      throw refusal(response, from: source)
    }
    do throws(JSONError) {
      return try JSONValue(parsing: response.body)
    } catch {
      throw DataSourceError(.malformedResponse, source: source, detail: "\(error)")
    }
  }
}
