import HTTP
package import Times

extension Loki {
  /// Why a reply that is not 200 has no data. Loki writes plain text; what stands before it, HTML
  /// or JSON.
  static func refusal(_ response: HTTPResponse, from source: String) -> DataSourceError {
    var error = Prometheus.refusal(response, from: source)
    // What the server could not do is no fault of the query.
    if response.status >= 500, error.code == .rejected { error.code = .failed }
    guard isOwnText(response) else { return error }
    let text = String(decoding: response.body.prefix(2_000), as: UTF8.self)
    error.detail = trimmed(text)
    if response.status >= 500, response.status != 502, response.status != 503 {
      if text.contains("larger than max") {
        error.code = .tooLarge
      } else if text.contains("context deadline exceeded") || text.contains("timed out") {
        error.code = .timedOut
      }
    }
    return error
  }

  /// Loki's words need no number beside them; a missing page and an empty body do.
  private static func isOwnText(_ response: HTTPResponse) -> Bool {
    let isText =
      response[header: "Content-Type"]?.lowercased().hasPrefix("text/plain") ?? false
    guard isText, response.status != 404, response.status != 405 else { return false }
    return response.status >= 400 && response.body.contains { $0 > 0x20 }
      && response.body.first != UInt8(ascii: "{")
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}

extension DataSourceError {
  /// The longest range that Loki answers to, where it says that one is too long: `(query length:
  /// 1440h0m0s, limit: 30d1h)`.
  package var rangeLimit: Span? {
    guard code == .rejected, detail.contains("query time range exceeds"),
      let place = detail.firstRange(of: "limit: ")
    else { return nil }
    return try? Span(parsing: String(detail[place.upperBound...].prefix { $0 != ")" }))
  }
}
