import HTTP
import JSON

extension Prometheus {
  /// Why a reply that is not 200 has no data: in the server's words, whether it wrapped them in
  /// JSON, wrote plain text, or left them to a proxy before it.
  static func refusal(_ response: HTTPResponse, from source: String) -> DataSourceError {
    let object = try? JSONValue(parsing: response.body)
    let words = object?["error"]?.string ?? object?["message"]?.string
    let detail = words ?? plainDetail(response)
    var error = DataSourceError(
      code(of: response.status, errorType: object?["errorType"]?.string), source: source,
      detail: detail)
    error.retryAfter = retryAfter(response)
    return error
  }

  /// The seconds a server that is too busy asks for. The form with a date would need a clock that
  /// agrees with the server's.
  private static func retryAfter(_ response: HTTPResponse) -> Double? {
    guard response.status == 429 || response.status == 503 else { return nil }
    let asked = response[header: "Retry-After"].flatMap { UInt32($0) }.map(Double.init)
    return response.status == 429 ? asked ?? 1 : asked
  }

  private static func code(of status: Int, errorType: String?) -> DataSourceError.Code {
    switch (status, errorType) {
    case (401, _), (403, _), (407, _), (511, _): .unauthorised
    case (_, "timeout"), (408, _), (504, _): .timedOut
    // Prometheus says `unavailable` while it starts; a proxy that has no server behind it says
    // nothing in JSON at all.
    case (_, "unavailable"), (502, nil), (503, nil): .unreachable
    case (300..<400, _): .malformedResponse
    default: .rejected
    }
  }

  /// `HTTP 404: 404 page not found`, the first line of a text; nothing of a page of HTML.
  private static func plainDetail(_ response: HTTPResponse) -> String {
    if isHTML(response) { return "HTTP \(response.status) text/html" }
    let line = response.body.prefix(300).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).first
    let text = line.map { String(decoding: $0, as: UTF8.self) } ?? ""
    if !text.isEmpty { return "HTTP \(response.status): \(text)" }
    if let target = response[header: "Location"] { return "HTTP \(response.status) to \(target)" }
    return "HTTP \(response.status) without a word"
  }

  static func isHTML(_ response: HTTPResponse) -> Bool {
    if response[header: "Content-Type"]?.lowercased().hasPrefix("text/html") == true { return true }
    let start = response.body.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    return start == UInt8(ascii: "<")
  }
}
