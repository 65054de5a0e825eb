package import DataSources
package import HTTP
import JSON
package import Times

/// Looks whether a source is there, lets hune in, tells the right time and has fresh data.
package struct SourceCheck: Sendable {
  /// Clocks that differ by more make graphs end early or show the future.
  package static let largestSkew = Span.seconds(5)
  /// Older data means that nothing is scraped any more.
  package static let oldestSample = Span.minutes(5)

  let source: DataSource
  let client: any HTTPClient
  let clock: @Sendable () -> Instant

  package init(
    _ source: DataSource, client: any HTTPClient, clock: @escaping @Sendable () -> Instant
  ) {
    self.source = source
    self.client = client
    self.clock = clock
  }

  /// The checks of the source, in the order that they are told. The others are left out where the
  /// source can't be reached.
  package func run() async -> [Check] {
    let sentAt = clock()
    let response: HTTPResponse
    do {
      response = try await client.send(source.request(.get, versionPath))
    } catch {
      return [check("reachable", false, error.detail)]
    }
    let receivedAt = clock()
    switch response.status {
    case 401, 403:
      return [
        check("reachable", true, latency(response)),
        check(
          "let in", false, "HTTP \(response.status)\(reason(response)): look at its credentials"),
      ]
    case 200..<300: break
    // Not every server of an API tells its version.
    case 404 where source.kind != .prometheus: break
    default:
      return [check("reachable", false, "HTTP \(response.status)\(reason(response))")]
    }
    var checks = [check("reachable", true, version(response) + latency(response))]
    if let check = clockCheck(response, between: sentAt, and: receivedAt) { checks.append(check) }
    if source.isUnverified {
      checks.append(check("certificate", true, "not verified, as tlsSkipVerify asks"))
    }
    return checks + (await ownChecks())
  }

  /// What only this kind of source has.
  private func ownChecks() async -> [Check] {
    switch source.kind {
    case .prometheus: await prometheusChecks()
    case .loki: await listing("let in", "/loki/api/v1/labels", noun: "label")
    case .tempo: await listing("let in", "/api/search/tags", noun: "tag")
    case .jaeger: await listing("let in", "/api/services", noun: "service")
    case .alertmanager: await listing("let in", "/api/v2/silences", noun: "silence")
    }
  }

  private var versionPath: String {
    switch source.kind {
    case .prometheus: "/api/v1/status/buildinfo"
    case .loki: "/loki/api/v1/status/buildinfo"
    case .tempo: "/api/status/buildinfo"
    case .jaeger: "/api/services"
    case .alertmanager: "/api/v2/status"
    }
  }

  func check(_ name: String, _ passed: Bool, _ detail: String) -> Check {
    Check("\(source.name) (\(source.kind.rawValue))", name, passed: passed, detail)
  }

  /// The body of a good answer, or the check that says that there is none.
  func json(_ name: String, _ request: HTTPRequest) async -> Result<JSONValue, Failed> {
    do {
      let response = try await client.send(request)
      guard response.status == 200 else {
        return .failure(
          Failed(check: check(name, false, "HTTP \(response.status)\(reason(response))")))
      }
      return .success(try JSONValue(parsing: response.body))
    } catch let error as HTTPError {
      return .failure(Failed(check: check(name, false, error.detail)))
    } catch {
      return .failure(Failed(check: check(name, false, "no JSON: a login page?")))
    }
  }

  struct Failed: Error { var check: Check }

  /// Any answer to a question that needs no more than to be let in.
  private func listing(_ name: String, _ path: String, noun: String) async -> [Check] {
    switch await json(name, source.request(.get, path)) {
    case .failure(let failed): return [failed.check]
    case .success(let value):
      let listed = value.array ?? value["data"]?.array ?? value["tagNames"]?.array
      return [check(name, true, listed.map { counted($0.count, noun) } ?? "no \(noun) yet")]
    }
  }

  private func latency(_ response: HTTPResponse) -> String {
    let time = "\(Int(exactly: (response.seconds * 1000).rounded()) ?? 0) ms"
    return response.version.isEmpty ? time : time + " by HTTP/\(response.version)"
  }

  private func version(_ response: HTTPResponse) -> String {
    guard let value = try? JSONValue(parsing: response.body) else { return "" }
    let version =
      value["data"]?["version"]?.string ?? value["version"]?.string
      ?? value["versionInfo"]?["version"]?.string
    return version.map { "version \($0), " } ?? ""
  }

  private func reason(_ response: HTTPResponse) -> String {
    let text = String(decoding: response.body.prefix(200), as: UTF8.self)
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return line.isEmpty || line.hasPrefix("<") ? "" : " \(line)"
  }

  /// The server's clock against the middle of the request; its header has whole seconds.
  private func clockCheck(
    _ response: HTTPResponse, between sentAt: Instant, and receivedAt: Instant
  ) -> Check? {
    guard let date = response[header: "Date"].flatMap(Instant.init(httpDate:)) else { return nil }
    let middle = sentAt + Span(nanoseconds: (receivedAt - sentAt).nanoseconds / 2)
    let skew = date + .milliseconds(500) - middle
    let size = Span(nanoseconds: Int64(clamping: skew.nanoseconds.magnitude))
    guard size > Self.largestSkew else { return check("clock", true, "agrees with this machine's") }
    let seconds = Int(exactly: size.seconds.rounded()) ?? 0
    let way = skew > .zero ? "ahead of" : "behind"
    return check("clock", false, "\(seconds) s \(way) this machine's: look at NTP on both")
  }
}
