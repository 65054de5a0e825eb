import Frames
package import HTTP
import JSON
package import Queries
import Times

extension Prometheus {
  /// The request for the exemplars of all series that an expression reads.
  package static func exemplars(of query: Query, to source: DataSource) -> HTTPRequest {
    source.request(
      source.method, "/api/v1/query_exemplars",
      [
        ("query", query.expression), ("start", text(query.range.from)),
        ("end", text(query.range.to)),
      ])
  }

  /// The exemplars in a reply, no more of them than anyone would look through. A server without
  /// such a page has none.
  package static func exemplars(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [Exemplar] {
    guard response.status != 404 && response.status != 405 else { return [] }
    let (found, _) = try data(of: response, from: source.name) { (cursor) throws(JSONError) in
      var found: [Exemplar] = []
      try cursor.enterArray()
      while try cursor.nextElement() { try readSeries(&cursor, into: &found) }
      return found
    }
    return found ?? []
  }

  private static let most = 50_000

  private static func readSeries(
    _ cursor: inout JSONCursor, into found: inout [Exemplar]
  ) throws(JSONError) {
    var series = Labels()
    let first = found.count
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("seriesLabels", .object): series = try readLabels(&cursor)
      case ("exemplars", .array):
        try cursor.enterArray()
        while try cursor.nextElement() {
          let exemplar = try readExemplar(&cursor)
          if found.count < most { found.append(exemplar) }
        }
      default: try cursor.skip()
      }
    }
    // The labels may stand behind what bears them.
    for place in found.indices[first...] { found[place].series = series }
  }

  private static func readExemplar(_ cursor: inout JSONCursor) throws(JSONError) -> Exemplar {
    var exemplar = Exemplar(
      time: Instant(nanoseconds: 0), value: .nan, labels: Labels(), series: Labels())
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("labels", .object): exemplar.labels = try readLabels(&cursor)
      case ("value", .string): exemplar.value = Double(try cursor.string()) ?? .nan
      case ("value", .number): exemplar.value = try cursor.number()
      case ("timestamp", .number):
        exemplar.time = Instant(nanoseconds: try cursor.nanoseconds())
      default: try cursor.skip()
      }
    }
    return exemplar
  }
}
