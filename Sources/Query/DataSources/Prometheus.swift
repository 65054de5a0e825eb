import Frames
package import HTTP
import JSON
package import Queries

/// The API of Prometheus and of those who speak it: Mimir, Thanos, VictoriaMetrics, Grafana Cloud.
package enum Prometheus {
  /// What a reply says to a query: a frame for each series, `Time` and `Value` with the labels, or
  /// one table.
  package static func answer(
    to query: Query, from response: HTTPResponse, of source: DataSource,
    valueName: String = "Value"
  ) throws(DataSourceError) -> Answer {
    let (result, notices) = try data(of: response, from: source.name) {
      (cursor) throws(JSONError) in
      try PrometheusResult(from: &cursor)
    }
    guard let result else {
      throw DataSourceError(
        .malformedResponse, source: source.name, detail: "an answer without data")
    }
    return try answer(to: query, with: result, notices: notices, of: source, valueName: valueName)
  }

  /// What samples that were read say to a query.
  static func answer(
    to query: Query, with result: PrometheusResult, notices: [Frame.Notice],
    of source: DataSource, valueName: String
  ) throws(DataSourceError) -> Answer {
    if let kind = result.unknownKind {
      throw DataSourceError(
        .malformedResponse, source: source.name, detail: "a result of type \(kind)")
    }
    let frames = result.series.map { frame(of: $0, query) }
    guard query.format == .table, !frames.isEmpty else {
      return Answer(frames: frames, notices: notices)
    }
    let table = TableFrame.make(of: frames, refID: query.refID, valueName: valueName)
    return Answer(frames: [table], notices: notices)
  }

  private static func frame(of series: PrometheusResult.Series, _ query: Query) -> Frame {
    let name = LegendFormat.name(
      format: query.legendFormat, labels: series.labels, expression: query.expression)
    let histograms: [Frame.Notice] =
      series.histogramCount > 0
      ? [.init(.warning, "a native histogram, which is not shown yet")] : []
    return Frame(
      refID: query.refID,
      fields: [
        Field(name: "Time", values: .times(series.times)),
        Field(name: "Value", labels: series.labels, values: series.values, sourceName: name),
      ],
      notices: histograms)
  }
}
