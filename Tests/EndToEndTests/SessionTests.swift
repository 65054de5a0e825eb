import Foundation
import TestSupport
import Testing

/// What a session begins with: no configuration, a wrong one, an edited one, flags, an address.
struct SessionTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func hune(_ arguments: String...) throws -> Outcome {
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { environment[name] = value }
    return try run([builtProgram("hune")] + arguments, environment: environment)
  }

  private func window(_ arguments: String..., columns: Int = 120, rows: Int = 40) throws -> Tmux {
    try Tmux(
      [builtProgram("hune")] + arguments, columns: columns, rows: rows,
      environment: home.environment)
  }

  /// Twelve mistakes, each on a line of its own kind.
  private static let mistakes = """
    datasources:
      - name: prod
        type: prometheuss
        url: http://127.0.0.1:9090
      - name: prod2
        type: prometheus
      - type: loki
        url: http://127.0.0.1:3100
      - name: main
        type: prometheus
        url: ftp://host
      - name: good
        type: prometheus
        url: http://127.0.0.1:9090
        jsonData: {timeInterval: soon, httpMethod: PUT}
    contexts:
      - name: prod
        datasources: [god]
        refresh: 0s
    context: nowhere
    theem: dark
    glyphs: fancy
    keys: {refesh: r}
    """

  private static let places = [
    "3:11", "5:5", "7:5", "11:10", "15:30", "15:48", "18:19", "19:14", "20:10", "21:1", "22:9",
    "23:16",
  ]

  @Test func twelveMistakesGiveTwelveMessagesWithTheirPlaces() throws {
    let config = try home.write(Self.mistakes, to: "config.yaml")
    for outcome in [try hune("check", "--config", config), try hune("--config", config)] {
      #expect(outcome.status == 1)
      let lines = outcome.errors.split(separator: "\n").map(String.init)
      #expect(lines.count == 12, "\(outcome.errors)")
      for place in Self.places {
        #expect(lines.count { $0.hasPrefix("hune: \(config):\(place): ") } == 1, "\(place)")
      }
    }
    let lint = try hune("lint", config)
    #expect(lint.status == 1)
    for place in Self.places { #expect(lint.output.contains(" \(place): "), "\(place)") }
    #expect(lint.output.contains("did you mean refresh?"))
  }

  @Test func anEditIsTakenAndABadOneIsTold() throws {
    let server = try FakePrometheus()
    let good = "datasources: [{name: prod, type: prometheus, url: '\(server.url)'}]\n"
    let config = try home.write(good, to: "config.yaml")
    let window = try window("--config", config)
    try window.wait(for: "every 30 s")
    _ = try home.write(good + "refresh: 45s\n", to: "config.yaml")
    try window.wait(for: "every 45 s")
    _ = try home.write(good + "refresh: soon\n", to: "config.yaml")
    let screen = try window.wait(for: "config.yaml:2:10: refresh: a duration")
    #expect(screen.contains("every 45 s"), "the old one stays")
    _ = try home.write(good + "refresh: 1m\nkeys: {quit: F9}\n", to: "config.yaml")
    try window.wait(for: "every 1 min")
    try window.press("F9")
    try waitUntil("the end of hune", seconds: 10) { try window.hasEnded() }
  }

  @Test func withoutAConfigurationTheTwoWaysOnAreTold() throws {
    let window = try window(columns: 80, rows: 24)
    // What listens on this machine is not ours to say.
    let screen = try window.wait(for: "what was found") {
      $0.contains("Two ways on") || $0.contains("no configuration: found")
    }
    #expect(screen.contains("hune demo"))
    #expect(screen.contains("9090"))
  }

  @Test func aKioskHasNothingButPanels() throws {
    let window = try window(
      "demo", "--at", "2026-11-21T14:32:00Z", "--kiosk", "--theme", "light", "--from", "now-24h",
      "--to", "now", columns: 80, rows: 24)
    let screen = try window.wait(for: "filled panels") {
      $0.contains("Publish Latency") && !$0.contains("loading")
    }
    #expect(screen.hasPrefix(" Publish Latency"))
    #expect(!screen.contains("hune") && !screen.contains("Enter open"))
    #expect(screen.contains("11-21"), "an axis over a day")
  }

  @Test func anAddressOfGrafanaOpensTheLayoutWithItsUid() throws {
    let address =
      "https://grafana.example/d/ofm-llm-budgets/name?orgId=1&kiosk=tv&theme=light"
      + "&from=now-6h&to=now"
    let window = try window("--demo", "--at", "2026-11-21T14:32:00Z", address)
    let screen = try window.wait(for: "filled panels") {
      $0.contains("Budget") && !$0.contains("loading")
    }
    #expect(!screen.contains("Publish Latency"))
    #expect(!screen.contains("1 Overview"), "a kiosk")
  }

  @Test func anAddressOfGrafanaBringsItsVariablesAndRange() throws {
    let address =
      "https://grafana.example/d/ofm-social-overview/x?var-platform=tiktok&var-platform=youtube"
      + "&var-service=publisher&from=now-6h&to=now"
    let window = try window("--demo", "--at", "2026-11-21T14:32:00Z", address)
    let screen = try window.wait(for: "last 6 h")
    #expect(screen.contains("platform tiktok + 1 ▾"), "\(screen)")
    #expect(screen.contains("service publisher ▾"))
    #expect(screen.contains("1 Overview"), "the view's own name")
  }

  @Test func theDemoPassesItsOwnCheck() throws {
    let outcome = try hune("check", "--demo", "--at", "2026-11-21T14:32:00Z")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains(" of 3 up"))
    #expect(!outcome.output.contains("✗"))
    let nothing = try hune("check", "--config", home.write("{}\n", to: "empty.yaml"))
    #expect(nothing.status == 1)
    #expect(nothing.output.contains("✗ hune: sources: none"))
  }
}
