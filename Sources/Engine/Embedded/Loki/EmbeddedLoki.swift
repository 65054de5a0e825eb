package import HTTP
import JSON
import LogQL
package import Times
package import World

/// A Loki in process: answers the requests of its HTTP API over the lines of a synthetic system, as
/// Loki 3 does. What it does not know of LogQL it refuses, with 400 and a reason.
package struct EmbeddedLoki: HTTPClient {
  package static let version = "3.0.0"

  let log: WorldLog
  let clock: @Sendable () -> Instant

  /// How long the past is.
  static let age = Span.hours(30 * 24)

  package init(_ log: WorldLog, clock: @escaping @Sendable () -> Instant) {
    self.log = log
    self.clock = clock
  }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard !Task.isCancelled else { throw .cancelled }
    let response = answer(to: request, now: clock())
    guard !Task.isCancelled else { throw .cancelled }
    guard response.body.count <= request.limits.bodyBytes else {
      throw HTTPError(.tooLarge, "more than \(request.limits.bodyBytes) bytes")
    }
    return response
  }

  /// The answer at a moment.
  package func answer(to request: HTTPRequest, now: Instant) -> HTTPResponse {
    let form = RequestForm(request)
    let rest = request.url.firstRange(of: "://").map { request.url[$0.upperBound...] } ?? ""
    let path = String(rest.drop { $0 != "/" }.prefix { $0 != "?" })
    let isCategorized = request.headers.contains {
      $0.name.lowercased() == "x-loki-response-encoding-flags"
        && $0.value.contains("categorize-labels")
    }
    do throws(LokiRefusal) {
      switch path {
      case "/ready": return .plain(200, "ready\n")
      case "/loki/api/v1/status/buildinfo":
        return .json("{\"version\":\"\(Self.version)\",\"revision\":\"\",\"branch\":\"\"}")
      case "/loki/api/v1/query_range":
        return .json(try queryRange(form, now, isCategorized: isCategorized))
      case "/loki/api/v1/query": return .json(try query(form, now))
      case "/loki/api/v1/labels", "/loki/api/v1/label":
        return .json(try labelNames(form, now))
      case "/loki/api/v1/series": return .json(try series(form, now))
      case "/loki/api/v1/index/volume": return .json(try volume(form, now, isRange: false))
      case "/loki/api/v1/index/volume_range": return .json(try volume(form, now, isRange: true))
      case "/loki/api/v1/index/stats": return .json(try stats(form, now))
      default:
        let (start, end) = ("/loki/api/v1/label/", "/values")
        guard path.hasPrefix(start), path.hasSuffix(end) else {
          return .plain(404, "404 page not found\n")
        }
        let name = path.dropFirst(start.count).dropLast(end.count)
        return .json(try labelValues(String(name), form, now))
      }
    } catch {
      return .plain(400, error.reason)
    }
  }
}

/// Why there is no answer, as Loki writes it: plain text.
struct LokiRefusal: Error {
  var reason: String
  init(_ reason: String) { self.reason = reason }
}

extension HTTPResponse {
  fileprivate static func plain(_ status: Int, _ text: String) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: [.init("Content-Type", "text/plain; charset=utf-8")],
      body: Array(text.utf8))
  }

  fileprivate static func json(_ text: String) -> HTTPResponse { json(Array(text.utf8)) }

  fileprivate static func json(_ body: [UInt8]) -> HTTPResponse {
    HTTPResponse(
      status: 200, headers: [.init("Content-Type", "application/json; charset=UTF-8")],
      body: body)
  }
}
