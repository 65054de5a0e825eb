import Frames
package import HTTP
import JSON
import Times
import Traces

extension Tempo {
  /// The exemplars in a reply to a metrics query.
  package static func exemplars(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [Exemplar] {
    try read(response, of: source) { (cursor) throws(JSONError) in
      try TempoMetrics.readExemplars(&cursor)
    }
  }
}

extension TempoMetrics {
  static func readExemplars(_ cursor: inout JSONCursor) throws(JSONError) -> [Exemplar] {
    var found: [Exemplar] = []
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      guard key == "series", try cursor.nextKind() == .array else {
        try cursor.skip()
        continue
      }
      try cursor.enterArray()
      while try cursor.nextElement() { found += try readSeriesExemplars(&cursor) }
    }
    return found
  }

  private static func readSeriesExemplars(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> [Exemplar] {
    var found: [Exemplar] = []
    var series = Labels()
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("labels", .array): series = try readLabels(&cursor)
      case ("exemplars", .array):
        try cursor.enterArray()
        while try cursor.nextElement() { found.append(try readExemplar(&cursor)) }
      default: try cursor.skip()
      }
    }
    for place in found.indices { found[place].series = series }
    return found
  }

  private static func readExemplar(_ cursor: inout JSONCursor) throws(JSONError) -> Exemplar {
    var exemplar = Exemplar(
      time: Instant(nanoseconds: 0), value: 0, labels: Labels(), series: Labels())
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("labels", .array): exemplar.labels = try readLabels(&cursor)
      case ("value", _): exemplar.value = try number(&cursor)
      case ("timestampMs", _): exemplar.time = try time(&cursor)
      default: try cursor.skip()
      }
    }
    return exemplar
  }

  static func readLabels(_ cursor: inout JSONCursor) throws(JSONError) -> Labels {
    var reader = OTLPTraceReader(id: TraceID(low: 0))
    return Labels(
      try reader.readAttributes(&cursor).map { (name: $0.key, value: $0.value.text) })
  }
}
