import ArgumentParser
import Cells
import Configuration
import DataSources
import Dashboards
import Files
import Themes
import Times

/// The flags that say what is shown: sources, range, variables, layouts.
struct SourceOptions: ParsableArguments {
  @OptionGroup(title: "Demo") var demo: DemoOptions

  @Option(help: ArgumentHelp("A Prometheus-compatible server.", valueName: "url"))
  var prometheus = "http://127.0.0.1:9090"

  @Option(help: ArgumentHelp("An Alertmanager, for its health.", valueName: "url"))
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
  var context = "default"

  @Option(help: "Characters to draw with: full, blocks, ascii.")
  var glyphs: GlyphSet?

  @Option(help: "Colours: auto, truecolor, 256, 16, 8, mono.")
  var color = "auto"

  @Option(help: "The theme: dark, light.")
  var theme = "dark"

  @Option(help: ArgumentHelp("The time between two refreshes.", valueName: "30s"))
  var refresh = "30s"

  @Flag(help: "No header and no footer.")
  var kiosk = false

  mutating func validate() throws {
    for (flag, url) in [("--prometheus", prometheus as String?), ("--alertmanager", alertmanager)] {
      if let url { try Self.check(url, flag: flag) }
    }
    if let flag = demo.idleFlag { throw ValidationError("\(flag) goes with --demo") }
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
    guard let interval = try? Span(parsing: refresh), interval >= .seconds(1) else {
      throw ValidationError("--refresh \(refresh): a duration of a second or more, such as 30s")
    }
    if let layouts, !File.isFolder(layouts) {
      throw ValidationError("--layouts \(layouts): no such folder")
    }
    guard context == "default" else {
      throw ValidationError("--context \(context): no such context; there is default")
    }
    guard ["auto", "truecolor", "256", "16", "8", "mono"].contains(color) else {
      throw ValidationError("--color \(color): one of auto, truecolor, 256, 16, 8, mono")
    }
    guard Assets.names.contains("themes/\(theme).json") else {
      throw ValidationError("--theme \(theme): no such theme")
    }
  }

  /// Arguments can be read by every user of the machine, so they hold no secrets.
  private static func check(_ url: String, flag: String) throws {
    guard let colons = url.firstRange(of: "://") else {
      throw ValidationError("\(flag) \(url): begin with http://, https:// or unix://")
    }
    let authority = url[colons.upperBound...].prefix { $0 != "/" }
    if authority.contains("@") {
      throw ValidationError("\(flag): the address holds a user or a password; leave them out")
    }
    guard DataSource(name: flag, kind: .prometheus, address: url) != nil else {
      throw ValidationError("\(flag) \(url): not an http, https or unix address")
    }
  }

  func settings() throws -> Settings {
    let given: [(DataSource.Kind, String?)] = [
      (.prometheus, prometheus), (.alertmanager, alertmanager),
    ]
    var settings = Settings(
      sources: demo.isOn
        ? Demo.sources
        : given.compactMap { kind, address in
          address.flatMap { DataSource(name: kind.rawValue, kind: kind, address: $0) }
        })
    settings.from = try from.map { try TimeExpression($0) }
    settings.to = try to.map { try TimeExpression($0) }
    settings.isKiosk = kiosk
    settings.refresh = try Span(parsing: refresh)
    for variable in variables {
      let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      settings.variables[String(parts[0]), default: []].append(String(parts[1]))
    }
    return settings
  }

  /// The depth that `--color` asks for; nil is the terminal's own.
  var depth: ColorDepth? { ColorDepth(rawValue: color) }

  func palette() throws -> Palette {
    guard let bytes = Assets.bytes(named: "themes/\(theme).json") else {
      throw ValidationError("--theme \(theme): no such theme")
    }
    return try Palette(json: bytes)
  }

  var library: LayoutLibrary { LayoutLibrary(explicit: layouts, paths: .current()) }
}

extension GlyphSet: ExpressibleByArgument {}
