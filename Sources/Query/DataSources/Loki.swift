import Frames
package import HTTP
import JSON
package import Queries

/// The API of Loki.
package enum Loki {
  /// What a reply says to a query: one frame of lines; or of a metric query a frame for each
  /// series, as Prometheus gives them.
  package static func answer(
    to query: Query, from response: HTTPResponse, of source: DataSource,
    valueName: String = "Value"
  ) throws(DataSourceError) -> Answer {
    let (result, notices) = try data(of: response, from: source.name) {
      (cursor) throws(JSONError) in
      try LokiResult(from: &cursor, isForward: query.isForward)
    }
    switch result {
    case .lines(let lines):
      var notices = notices
      if case .lines(let limit, let isForward) = query.mode, lines.count >= limit {
        notices.append(.init(.info, "the \(isForward ? "oldest" : "newest") \(limit) lines only"))
      }
      return Answer(frames: [Frame(refID: query.refID, lines: lines)], notices: notices)
    case .samples(let samples):
      return try Prometheus.answer(
        to: query, with: samples, notices: notices, of: source, valueName: valueName)
    case nil:
      throw DataSourceError(
        .malformedResponse, source: source.name, detail: "an answer without data")
    }
  }

  static func data<Value>(
    of response: HTTPResponse, from source: String,
    _ read: (inout JSONCursor) throws(JSONError) -> Value
  ) throws(DataSourceError) -> (Value?, [Frame.Notice]) {
    guard (200..<300).contains(response.status) else {
      throw refusal(response, from: source)
    }
    return try Prometheus.data(of: response, from: source, read)
  }
}

extension Query {
  fileprivate var isForward: Bool {
    if case .lines(_, let isForward) = mode { isForward } else { false }
  }
}
