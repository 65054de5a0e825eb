import ArgumentParser
import Configuration
import DataSources
import Embedded
import Files
import Glibc
import HTTP
import Rules
import Times

/// The flags of the embedded back end.
struct DemoOptions: ParsableArguments {
  @Flag(
    name: .customLong("demo"),
    help: "Show a system that does not exist, with 30 days of history: no server, no network.")
  var isOn = false

  @Option(help: ArgumentHelp("Another number is another course of events.", valueName: "n"))
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Start the demo's clock at this time.", valueName: "time"))
  var at: String?

  @Option(help: ArgumentHelp("How much faster the demo's clock runs, 1 to 3600.", valueName: "n"))
  var speed: Int?

  mutating func validate() throws {
    if let at { _ = try Self.time(at) }
    if let speed, !(1...3600).contains(speed) {
      throw ValidationError("--speed \(speed): 1 to 3600")
    }
  }

  /// Whether a flag is given that means nothing without the demo.
  var idleFlag: String? {
    guard !isOn else { return nil }
    if seed != nil { return "--seed" }
    if at != nil { return "--at" }
    return speed == nil ? nil : "--speed"
  }

  func demo() throws -> Demo? {
    guard isOn else { return nil }
    let now = Program.clock()
    return Demo(
      seed: seed ?? 1, start: try at.map(Self.time) ?? now, realStart: now, speed: speed ?? 1)
  }

  private static func time(_ text: String) throws -> Instant {
    do {
      return try TimeExpression(text.hasPrefix("-") ? "now\(text)" : text)
        .resolve(now: Program.clock(), calendar: Calendar(), roundsUp: false)
    } catch { throw ValidationError("--at \(error)") }
  }
}

/// The embedded back end and the time that it is there.
struct Demo {
  var seed: UInt64
  var start: Instant
  var realStart: Instant
  /// How many seconds of the demo pass in one of ours; 0 stops it, as in a picture.
  var speed: Int

  var clock: @Sendable () -> Instant {
    { [start, realStart, speed] in start + (Program.clock() - realStart) * Int64(speed) }
  }

  /// `rules` are what the Prometheus of a system evaluates, `routes` those of its Alertmanager.
  func client(
    rules: @escaping @Sendable (_ system: String) -> [RuleGroup],
    routes: @escaping @Sendable (_ system: String) -> AlertRoutes?
  ) -> EmbeddedServers {
    EmbeddedServers(
      seed: seed, rules: rules, routes: routes, clock: clock, uptime: Program.uptime)
  }

  /// The layouts of a system: two clusters share theirs.
  static func folder(of system: String) -> String {
    ["primary", "standby"].contains(system) ? "luneo-queues" : system
  }

  /// The contexts of the demo: its configuration is compiled in.
  static func configuration() throws -> Configuration {
    let path = "demo/config.yaml"
    let file = ConfigurationFile(
      path: path, bytes: Assets.bytes(named: path) ?? [], othersCanRead: false,
      othersCanWrite: false)
    let outcome = ConfigurationReader.read(file, in: .current, now: Program.clock())
    guard outcome.problems.isEmpty, let configuration = outcome.configuration else {
      throw Failure(message: outcome.problems.map { "hune: \(path):\($0)" }.joined(separator: "\n"))
    }
    return configuration
  }
}
