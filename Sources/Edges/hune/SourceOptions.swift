import ArgumentParser
import Cells
import Configuration
import DataSources
import Files
import Times

/// The flags that say what is shown: sources, range, variables, layouts.
struct SourceOptions: ParsableArguments {
  @OptionGroup(title: "Demo") var demo: DemoOptions

  @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("A Prometheus-compatible server.", valueName: "url"))
  var prometheus: String?

  @Option(help: ArgumentHelp("A Loki.", valueName: "url"))
  var loki: String?

  @Option(help: ArgumentHelp("A Tempo.", valueName: "url"))
  var tempo: String?

  @Option(help: ArgumentHelp("A Jaeger.", valueName: "url"))
  var jaeger: String?

  @Option(help: ArgumentHelp("An Alertmanager.", valueName: "url"))
  var alertmanager: String?

  @Option(
    help: ArgumentHelp("The start of the range: now-6h, 2026-11-21, epoch ms.", valueName: "time"))
  var from: String?

  @Option(help: ArgumentHelp("The end of the range.", valueName: "time"))
  var to: String?

  @Option(
    name: .customLong("var"),
    help: ArgumentHelp(
      "A dashboard variable; given again for several values.", valueName: "name=value"))
  var variables: [String] = []

  @Option(help: ArgumentHelp("A folder of layouts that goes before all others.", valueName: "dir"))
  var layouts: String?

  @Option(help: ArgumentHelp("The set of sources and views.", valueName: "name"))
  var context: String?

  @Option(help: "Characters to draw with: full, blocks, ascii.")
  var glyphs: GlyphSet?

  @Option(help: "Colours: auto, truecolor, 256, 16, 8, mono.")
  var color: String?

  @Option(help: "The theme: dark, light, high-contrast, colour-blind, mono, terminal, or your own.")
  var theme: String?

  @Option(help: ArgumentHelp("The time between two refreshes.", valueName: "30s"))
  var refresh: String?

  @Flag(help: "No header and no footer.")
  var kiosk = false

  @Flag(name: .customLong("read-only"), help: "Send nothing that changes a server.")
  var isReadOnly = false

  @Option(help: ArgumentHelp("Who acts, on silences and in the audit.", valueName: "name"))
  var author: String?

  mutating func validate() throws {
    for (kind, url) in addresses { try Self.check(url, flag: "--\(kind.rawValue)") }
    for variable in variables where variable.firstIndex(of: "=") == nil {
      throw ValidationError("--var \(variable): write it as name=value")
    }
    for (flag, text) in [("--from", from), ("--to", to)] {
      guard let text else { continue }
      do {
        _ = try TimeExpression(text)
      } catch {
        throw ValidationError("\(flag) \(text): \(error)")
      }
    }
    if let refresh {
      guard let interval = try? Span(parsing: refresh), interval >= .seconds(1) else {
        throw ValidationError("--refresh \(refresh): a duration of a second or more, such as 30s")
      }
    }
    if let layouts, !File.isFolder(layouts) {
      throw ValidationError("--layouts \(layouts): no such folder")
    }
    if let color, !["auto", "truecolor", "256", "16", "8", "mono"].contains(color) {
      throw ValidationError("--color \(color): one of auto, truecolor, 256, 16, 8, mono")
    }
  }

  /// Arguments can be read by every user of the machine, so they hold no secrets.
  private static func check(_ url: String, flag: String) throws {
    guard let colons = url.firstRange(of: "://") else {
      throw ValidationError("\(flag): begin with http://, https:// or unix://")
    }
    let authority = url[colons.upperBound...].prefix { $0 != "/" }
    if authority.contains("@") {
      throw ValidationError(
        """
        \(flag): the address holds a user or a password, which every user of this machine could \
        read. Write it in the configuration:
          datasources:
            - {name: \(flag.dropFirst(2)), type: \(flag.dropFirst(2)), url: …, basicAuth: true, \
        basicAuthUser: …, secureJsonData: {basicAuthPassword: $__file{/path}}}
        """)
    }
    guard DataSource(name: flag, kind: .prometheus, address: url) != nil else {
      throw ValidationError("\(flag): not an http, https or unix address")
    }
  }

  /// The addresses that flags give, by the kind of server.
  var addresses: [(kind: DataSource.Kind, address: String)] {
    let given: [(DataSource.Kind, String?)] = [
      (.prometheus, prometheus), (.loki, loki), (.tempo, tempo), (.jaeger, jaeger),
      (.alertmanager, alertmanager),
    ]
    return given.compactMap { kind, address in address.map { (kind, $0) } }
  }
}

extension GlyphSet: ExpressibleByArgument {}
