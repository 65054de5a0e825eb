import Frames
package import HTTP
import JSON
import Matchers
import Synchronization
package import Times
package import World

/// An Alertmanager in process: alerts, groups, silences and status of its API v2, as 0.25 answers.
/// Its alerts are those that fire at a Prometheus, and its silences live as long as it does.
package final class EmbeddedAlertmanager: HTTPClient {
  package static let version = "0.25.0"

  private let prometheus: any HTTPClient
  private let address: String
  private let routes: AlertRoutes
  private let inhibitions: [Inhibition]
  private let recovery: @Sendable (Instant) -> DisasterTest?
  private let clock: @Sendable () -> Instant
  private let silences = Mutex<SilenceBook>(SilenceBook())

  /// `prometheus` answers at the address; it is asked for its alerts each time. While a test of
  /// disaster recovery runs, alerts have its labels and are silenced until its end.
  package init(
    alertsOf prometheus: any HTTPClient, at address: String,
    routes: AlertRoutes = AlertRoutes(receiver: "default"),
    recovery: @escaping @Sendable (Instant) -> DisasterTest? = { _ in nil },
    clock: @escaping @Sendable () -> Instant
  ) {
    self.prometheus = prometheus
    self.address = address
    self.routes = routes
    inhibitions = Inhibition.rules(inConfiguration: Array(routes.text.utf8))
    self.recovery = recovery
    self.clock = clock
  }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard !Task.isCancelled else { throw .cancelled }
    let path = request.path
    let now = clock()
    silenceRecovery(at: now)
    switch (request.method, path) {
    case (.get, "/-/healthy"), (.get, "/-/ready"): return Self.reply(200, text: "OK")
    case (.get, "/api/v2/status"): return Self.reply(200, status(at: now))
    case (.get, "/api/v2/receivers"):
      return Self.reply(200, .array(routes.receivers.map { ["name": .string($0)] }))
    case (.get, "/api/v2/alerts"), (.get, "/api/v2/alerts/groups"):
      let form = RequestForm(request)
      let alerts = try await alerts(at: now)
      do throws(MatcherError) {
        return Self.reply(
          200,
          path.hasSuffix("groups")
            ? EmbeddedAlert.groups(of: try Self.chosen(alerts, by: form))
            : .array(try Self.chosen(alerts, by: form).map(\.json)))
      } catch {
        return Self.reply(400, .string("bad matcher format: \(form["filter"])"))
      }
    case (.get, "/api/v2/silences"):
      return Self.reply(200, silences.withLock { $0.listing(at: now) })
    case (.post, "/api/v2/silences"):
      return post(request, at: now)
    default:
      let prefix = "/api/v2/silence/"
      guard path.hasPrefix(prefix), let id = PercentEncoding.decoded(path.dropFirst(prefix.count))
      else {
        return Self.reply(
          404, ["code": 404, "message": .string("path \(path) was not found")])
      }
      return request.method == .delete ? expire(id, at: now) : silence(id, at: now)
    }
  }

  private func post(_ request: HTTPRequest, at now: Instant) -> HTTPResponse {
    let type = request.headers.first { $0.name.lowercased() == "content-type" }?.value ?? ""
    guard type.hasPrefix("application/json") else {
      return Self.reply(
        415,
        [
          "code": 415,
          "message": .string(
            "unsupported media type \"\(type)\", only [application/json] are allowed"),
        ])
    }
    guard let body = try? JSONValue(parsing: request.body) else {
      return Self.reply(400, ["code": 400, "message": "parsing silence body from \"\" failed"])
    }
    switch silences.withLock({ $0.set(body, at: now) }) {
    case .success(let id): return Self.reply(200, ["silenceID": .string(id)])
    case .failure(let refusal): return Self.reply(refusal.status, refusal.body)
    }
  }

  private func expire(_ id: String, at now: Instant) -> HTTPResponse {
    silences.withLock { $0.expire(id, at: now) }
      ? Self.reply(200, text: "") : Self.reply(500, "silence not found")
  }

  private func silence(_ id: String, at now: Instant) -> HTTPResponse {
    silences.withLock { $0.silence(id, at: now) }.map { Self.reply(200, $0) }
      ?? Self.reply(404, text: "")
  }

  /// What fires at the Prometheus, and what holds it here.
  private func alerts(at now: Instant) async throws(HTTPError) -> [EmbeddedAlert] {
    let response = try await prometheus.send(HTTPRequest(url: address + "/api/v1/alerts"))
    guard let value = try? JSONValue(parsing: response.body) else { return [] }
    let external = recovery(now)?.labels ?? Labels()
    let alerts = (value["data"]?["alerts"]?.array ?? []).compactMap {
      EmbeddedAlert($0, external, address: address, at: now)
    }
    return silences.withLock { book in
      alerts.map { alert in
        var alert = alert
        alert.receivers = routes.receivers(of: alert.labels)
        alert.silencedBy = book.holders(of: alert.labels, at: now)
        alert.inhibitedBy = alerts.filter { other in
          inhibitions.contains { $0.holds(alert.labels, because: other.labels) }
        }.map(\.fingerprint)
        return alert
      }
    }
  }

  /// What the pipeline that runs the test does before it begins.
  private func silenceRecovery(at now: Instant) {
    guard let test = recovery(now) else { return }
    silences.withLock { book in
      guard book.holders(of: test.labels, at: now).isEmpty else { return }
      let matchers = test.labels.pairs.map { pair -> JSONValue in
        [
          "name": .string(pair.name), "value": .string(pair.value), "isRegex": false,
          "isEqual": true,
        ]
      }
      _ = book.set(
        [
          "matchers": .array(matchers), "startsAt": .string(test.from.iso8601Text),
          "endsAt": .string(test.to.iso8601Text), "createdBy": "recovery-test",
          "comment": "a test of disaster recovery runs",
        ], at: now)
    }
  }

  private static func chosen(
    _ alerts: [EmbeddedAlert], by form: RequestForm
  ) throws(MatcherError) -> [EmbeddedAlert] {
    var matchers: [Matcher] = []
    for text in form.all("filter") { matchers.append(try Matcher(parsing: text)) }
    let set = MatcherSet(matchers)
    return alerts.filter { alert in
      if form["silenced"] == "false", !alert.silencedBy.isEmpty { return false }
      if form["inhibited"] == "false", !alert.inhibitedBy.isEmpty { return false }
      if form["active"] == "false", !alert.isSuppressed { return false }
      return set.matches(alert.labels)
    }
  }

  private func status(at now: Instant) -> JSONValue {
    [
      "cluster": ["peers": [], "status": "disabled"],
      "config": ["original": .string(routes.text)],
      "uptime": .string(now.iso8601Text),
      "versionInfo": ["version": .string(Self.version), "branch": "demo", "goVersion": "none"],
    ]
  }

  private static func reply(_ status: Int, _ value: JSONValue) -> HTTPResponse {
    let body = Array((value.description + "\n").utf8)
    return HTTPResponse(
      status: status, headers: [.init("Content-Type", "application/json")], body: body)
  }

  private static func reply(_ status: Int, text: String) -> HTTPResponse {
    HTTPResponse(status: status, body: Array(text.utf8))
  }
}
