import ArgumentParser
import Glibc
import Server
import Times
import World

/// `hune world`: the synthetic systems, for Prometheus to scrape or to be loaded into it.
struct WorldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "world", abstract: "Export the metrics of a system that does not exist.",
    discussion: """
      With --listen it serves them to be scraped, until it is ended. With --openmetrics it prints \
      their history, for promtool tsdb create-blocks-from openmetrics.

      Two worlds of one system, seed and script agree in every value at every moment.
      """)

  @Option(help: "Serve the metrics on this address; port 0 is any that is free.")
  var listen: String?

  @Flag(help: "Print the history from --from to --to in OpenMetrics.")
  var openmetrics = false

  @Option(
    parsing: .unconditional,
    help: "Where the history begins: -24h, now-1d, 2026-11-21T10:00:00Z.")
  var from = "-24h"

  @Option(parsing: .unconditional, help: "Where the history ends.")
  var to = "now"

  @Option(help: "The time between two samples of the history.")
  var step = "15s"

  @Option(
    help: ArgumentHelp(
      "Give every series of the history this label, as a scrape does: job=ofm.",
      valueName: "name=value"))
  var label: [String] = []

  @Option(help: "The system: \(SyntheticWorld.systems.joined(separator: ", ")).")
  var system = "ofm"

  @Option(help: "Another number is another course of events.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "A JSON file of effects to force, times in it relative to the start.", valueName: "file"))
  var script: String?

  @Option(help: ArgumentHelp("Start the world's clock at this time.", valueName: "time"))
  var at: String?

  func validate() throws {
    guard (listen != nil) != openmetrics else {
      throw ValidationError("give one of --listen ADDRESS and --openmetrics")
    }
  }

  func run() throws {
    let realStart = realTime()
    let start = try at.map { try time($0, "--at", now: realStart) } ?? realStart
    let forced = try script.map { path in
      try WorldScript(parsing: try contents(of: path), now: start)
    }
    let world = try SyntheticWorld(system: system, seed: seed, script: forced ?? WorldScript())
    let ahead = start - realStart
    let exporter = WorldExporter(world, labels: try labels()) { realTime() + ahead }
    if let listen {
      try serve(exporter, on: listen)
    } else {
      try printHistory(exporter, now: start)
    }
  }

  private func labels() throws -> [(name: String, value: String)] {
    try label.map { text in
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw ValidationError("--label \(text): not a label such as job=ofm")
      }
      return (String(text[..<equals]), String(text[equals...].dropFirst()))
    }
  }

  private func serve(_ exporter: WorldExporter, on address: String) throws {
    // Blocked before the first thread, so that none of them takes what ends the program.
    var ending = endingSignals()
    pthread_sigmask(SIG_BLOCK, &ending, nil)

    guard let colon = address.lastIndex(of: ":"), let port = Int(address[colon...].dropFirst())
    else { throw ValidationError("--listen \(address): not an address such as 127.0.0.1:9105") }
    let server = try HTTPServer(
      host: String(address[..<colon]), port: port, client: exporter)
    try writeToOutput(Array("listening on http://\(server.host):\(server.port)/metrics\n".utf8))
    var signal: Int32 = 0
    sigwait(&ending, &signal)
    server.stop()
  }

  private func printHistory(_ exporter: WorldExporter, now: Instant) throws {
    let step: Span
    do { step = try Span(parsing: self.step) } catch { throw ValidationError("--step: \(error)") }
    guard step >= .milliseconds(1) else { throw ValidationError("--step: too short") }
    let range = TimeRange(
      from: try time(from, "--from", now: now), to: try time(to, "--to", now: now))
    try exporter.writeHistory(range, step: step, to: writeToOutput)
  }

  private func time(_ text: String, _ option: String, now: Instant) throws -> Instant {
    do {
      return try TimeExpression(text.hasPrefix("-") ? "now\(text)" : text)
        .resolve(now: now, calendar: Calendar(), roundsUp: false)
    } catch { throw ValidationError("\(option) \(error)") }
  }
}

private func endingSignals() -> sigset_t {
  var signals = sigset_t()
  sigemptyset(&signals)
  for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
  return signals
}

private func realTime() -> Instant {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
}

private func contents(of path: String) throws -> [UInt8] {
  guard let file = fopen(path, "r") else { throw ValidationError("\(path): \(lastFailure())") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 65_536)
  while case let count = fread(&piece, 1, piece.count, file), count > 0 {
    bytes += piece.prefix(count)
    guard bytes.count <= 16 << 20 else { throw ValidationError("\(path): too large") }
  }
  guard ferror(file) == 0 else { throw ValidationError("\(path): \(lastFailure())") }
  return bytes
}

private func writeToOutput(_ bytes: [UInt8]) throws {
  var rest = bytes[...]
  while !rest.isEmpty {
    let written = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if written < 0, errno == EINTR { continue }
    guard written > 0 else { throw ValidationError("cannot write: \(lastFailure())") }
    rest = rest.dropFirst(written)
  }
}

private func lastFailure() -> String { String(cString: strerror(errno)) }
