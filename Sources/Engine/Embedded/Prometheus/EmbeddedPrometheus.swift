import Exposition
package import HTTP
package import Rules
package import Samples
package import Times
package import World

/// A Prometheus in process: answers the requests of its HTTP API (2.42) over a source of samples,
/// with its bodies, statuses and words.
///
/// Each request is answered on the task that sends it.
package struct EmbeddedPrometheus: InProcessServer {
  package static let version = "2.42.0"

  package let backing: Backing
  package let clock: @Sendable () -> Instant
  let uptime: (@Sendable () -> Span)?

  /// What is answered from.
  package struct Backing: Sendable {
    /// What is known at a moment.
    package var source: @Sendable (_ now: Instant) -> any SampleSource
    var world: ScrapedWorld?
    /// What there are exemplars of; made when it is first asked for.
    package var traces: (@Sendable () -> WorldTraces?)?
    /// The rules that are evaluated.
    package private(set) var rules: RuleBoard?

    /// A store as it is now.
    package init(_ store: SampleStore, rules groups: [RuleGroup] = []) {
      self.init({ _ in store }, groups)
    }

    package init(_ world: ScrapedWorld, rules groups: [RuleGroup] = []) {
      self.init({ world.source(at: $0) }, groups)
      self.world = world
    }

    private init(
      _ base: @escaping @Sendable (_ now: Instant) -> any SampleSource, _ groups: [RuleGroup]
    ) {
      source = base
      guard !groups.isEmpty else { return }
      let board = RuleBoard(groups, over: base)
      source = { board.source(at: $0) }
      rules = board
    }
  }

  /// `clock` says what time it is for the data. `uptime` is a clock that never goes back, by which
  /// evaluation is ended that takes too long; without one it takes what it takes.
  package init(
    _ backing: Backing, clock: @escaping @Sendable () -> Instant,
    uptime: (@Sendable () -> Span)? = nil
  ) {
    self.backing = backing
    self.clock = clock
    self.uptime = uptime
  }

  package func answer(to request: HTTPRequest) -> HTTPResponse {
    answer(to: request, now: clock())
  }

  /// The answer at a moment.
  package func answer(to request: HTTPRequest, now: Instant) -> HTTPResponse {
    let path = request.path
    let form = RequestForm(request)
    guard let route = Route(path) else { return .plainText(404, "404 page not found\n") }
    guard route.allows(request.method) else { return .plainText(405, "Method Not Allowed\n") }
    do throws(APIError) {
      switch route {
      case .ready: return .plainText(200, "Prometheus Server is Ready.\n")
      case .healthy: return .plainText(200, "Prometheus Server is Healthy.\n")
      case .query: return .data(try query(form, now: now, request.limits))
      case .queryRange: return .data(try queryRange(form, now: now, request.limits))
      case .formatQuery: return .data(try formatQuery(form))
      case .series: return .data(try series(form, now: now))
      case .labels: return .data(try labelNames(form, now: now))
      case .labelValues(let name): return .data(try labelValues(name, form, now: now))
      case .metadata: return .data(try metadata(form))
      case .targets: return .data(targets(form, now: now))
      case .rules: return .data(try rules(form, now: now))
      case .alerts: return .data(alerts(now: now))
      case .exemplars: return .data(try exemplars(form, now: now))
      case .buildInfo: return .data(buildInfo())
      }
    } catch {
      return .failure(error)
    }
  }
}

/// The pages that are there.
private enum Route {
  case ready, healthy, query, queryRange, formatQuery, series, labels, labelValues(String)
  case metadata, targets, rules, alerts, exemplars, buildInfo

  init?(_ path: String) {
    switch path {
    case "/-/ready": self = .ready
    case "/-/healthy": self = .healthy
    case "/api/v1/query": self = .query
    case "/api/v1/query_range": self = .queryRange
    case "/api/v1/format_query": self = .formatQuery
    case "/api/v1/series": self = .series
    case "/api/v1/labels": self = .labels
    case "/api/v1/metadata": self = .metadata
    case "/api/v1/targets": self = .targets
    case "/api/v1/rules": self = .rules
    case "/api/v1/alerts": self = .alerts
    case "/api/v1/query_exemplars": self = .exemplars
    case "/api/v1/status/buildinfo": self = .buildInfo
    default:
      let (start, end) = ("/api/v1/label/", "/values")
      guard path.hasPrefix(start), path.hasSuffix(end),
        path.utf8.count > start.utf8.count + end.utf8.count
      else { return nil }
      let name = Array(path.utf8.dropFirst(start.utf8.count).dropLast(end.utf8.count))
      guard !name.contains(UInt8(ascii: "/")),
        let decoded = PercentEncoding.decoded(name[...], plusAsSpace: false)
      else { return nil }
      self = .labelValues(String(decoding: decoded, as: UTF8.self))
    }
  }

  func allows(_ method: HTTPRequest.Method) -> Bool {
    switch (self, method) {
    case (_, .get): true
    case (.query, .post), (.queryRange, .post), (.formatQuery, .post), (.series, .post),
      (.labels, .post), (.exemplars, .post):
      true
    default: false
    }
  }
}

extension HTTPResponse {
  fileprivate static func data(_ text: String) -> HTTPResponse { data(Array(text.utf8)) }

  fileprivate static func data(_ data: [UInt8]) -> HTTPResponse {
    json(Array("{\"status\":\"success\",\"data\":".utf8) + data + [UInt8(ascii: "}")])
  }

  fileprivate static func failure(_ error: APIError) -> HTTPResponse {
    var body = JSONBytes()
    body.write("{\"status\":\"error\",\"errorType\":")
    body.write(string: error.kind.rawValue)
    body.write(",\"error\":")
    body.write(string: error.message)
    body.write("}")
    return json(body.bytes, status: error.kind.status)
  }
}
