package import HTTP
import JSON
import LogQL
package import Times
package import World

/// A Loki in process: answers the requests of its HTTP API over the lines of a synthetic system, as
/// Loki 3 does. What it does not know of LogQL it refuses, with 400 and a reason.
package struct EmbeddedLoki: InProcessServer {
  package static let version = "3.0.0"

  let log: WorldLog
  let clock: @Sendable () -> Instant

  /// How long the past is.
  static let age = Span.hours(30 * 24)

  package init(_ log: WorldLog, clock: @escaping @Sendable () -> Instant) {
    self.log = log
    self.clock = clock
  }

  package func answer(to request: HTTPRequest) -> HTTPResponse {
    answer(to: request, now: clock())
  }

  /// The answer at a moment.
  package func answer(to request: HTTPRequest, now: Instant) -> HTTPResponse {
    let form = RequestForm(request)
    let path = request.path
    let isCategorized = request.headers.contains {
      $0.name.lowercased() == "x-loki-response-encoding-flags"
        && $0.value.contains("categorize-labels")
    }
    do throws(LokiRefusal) {
      switch path {
      case "/ready": return .plainText(200, "ready\n")
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
          return .plainText(404, "404 page not found\n")
        }
        let name = path.dropFirst(start.count).dropLast(end.count)
        return .json(try labelValues(String(name), form, now))
      }
    } catch {
      return .plainText(400, error.reason)
    }
  }
}

/// Why there is no answer, as Loki writes it: plain text.
struct LokiRefusal: Error {
  var reason: String
  init(_ reason: String) { self.reason = reason }
}

extension HTTPResponse {
  fileprivate static func json(_ text: String) -> HTTPResponse { json(Array(text.utf8)) }
}
