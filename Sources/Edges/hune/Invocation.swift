import App
import Cells
import Configuration
import DataSources
import Dashboards
import Files
import Themes
import Times

/// What the command line and the configuration together ask for.
struct Invocation {
  var configuration: Configuration
  /// The context that is shown, with what the flags say over it.
  var settings: Settings
  var demo: Demo?
  var library: LayoutLibrary
  var themes: ThemeLibrary
  /// The theme's name and its colours.
  var theme: String
  var palette: Palette
  /// `nil` is the terminal's own.
  var depth: ColorDepth?
  var glyphs: GlyphSet?
  var usesMouse: Bool
  /// What was found without a configuration.
  var welcome: Welcome?

  var keys = KeyMap.standard
  /// The configuration's file, if there is one.
  var path: String?

  var inventory: Inventory {
    Inventory(themes: themes.names, theme: theme, layouts: library.names)
  }

  var program: Program {
    Program(settings: settings, library: library, palette: palette, demo: demo)
  }
}

extension Settings {
  /// Refuses a range whose ends are given and the wrong way round.
  func checkRange() throws {
    guard let from, let to else { return }
    let now = Program.clock()
    let first = from.resolve(now: now, calendar: calendar, roundsUp: false)
    guard first > to.resolve(now: now, calendar: calendar, roundsUp: true) else { return }
    throw Failure(usage: "the range ends before it begins: see --from and --to")
  }
}

extension SourceOptions {
  /// Reads the configuration and applies the flags; what is wrong with either ends the command.
  func invocation(
    warn: (String) -> Void = { StandardError.write($0) }
  ) throws -> Invocation {
    // Not while flags are read: `hune demo` is known to be the demo only after that.
    if let flag = self.demo.idleFlag { throw Failure(usage: "\(flag) goes with --demo") }
    let demo = try self.demo.demo()
    var (configuration, welcome) = try baseConfiguration(warn)
    if let context, configuration.settings(of: context) != nil { configuration.start = context }
    if let context, configuration.settings(of: context) == nil {
      let known = configuration.contexts.map(\.context).joined(separator: ", ")
      throw Failure(usage: "--context \(context): no such context; there is \(known)")
    }
    for index in configuration.contexts.indices { try apply(to: &configuration.contexts[index]) }
    let preferences = configuration.preferences
    let paths = Paths.current()
    let name = theme ?? preferences.theme ?? "dark"
    // So that a file that is read again does not go before the flag.
    configuration.preferences.theme = name
    let themes = ThemeLibrary(paths: paths)
    let palette: Palette
    do {
      palette = try themes.palette(named: name)
    } catch {
      throw Failure(usage: "the theme \(name): \(error)")
    }
    let settings = configuration.settings(of: configuration.start) ?? configuration.contexts[0]
    try settings.checkRange()
    return Invocation(
      configuration: configuration, settings: settings, demo: demo,
      library: LayoutLibrary(explicit: layouts ?? configuration.layouts, paths: paths),
      themes: themes, theme: name, palette: palette,
      depth: (color ?? preferences.color).flatMap(ColorDepth.init(rawValue:)),
      glyphs: glyphs ?? preferences.glyphs.flatMap(GlyphSet.init(rawValue:)),
      usesMouse: preferences.usesMouse ?? false, welcome: welcome,
      keys: KeyMap.adjusted(by: configuration.keys).map,
      path: demo == nil ? try configurationPath() : nil)
  }

  /// The configuration before the flags: the demo's, that of the flags' addresses, a file's, or
  /// what is found on this machine.
  private func baseConfiguration(_ warn: (String) -> Void) throws -> (Configuration, Welcome?) {
    if demo.isOn { return (try Demo.configuration(), nil) }
    if let path = try configurationPath() { return (try configuration(at: path, warn), nil) }
    if !sourcesOfFlags.isEmpty {
      return (Configuration([Settings(sources: sourcesOfFlags)]), nil)
    }
    let found = Discovery.run()
    return (Configuration([Settings(sources: found.sources)]), found.welcome)
  }

  /// The file that is meant: of the places it may stand in, the first that has one. Addresses on
  /// the command line go before files that were not named there.
  func configurationPath() throws -> String? {
    if let config { return config }
    guard sourcesOfFlags.isEmpty else { return nil }
    if let path = Surroundings.current.environment("HUNE_CONFIG"), !path.isEmpty { return path }
    let own = Paths.current().configuration.map { $0 + "/config.yaml" }
    return [own, "/etc/hune/config.yaml"].compactMap(\.self).first { File.exists($0) }
  }

  private func configuration(at path: String, _ warn: (String) -> Void) throws -> Configuration {
    switch ConfigurationFile.read(path) {
    case .failure(let error):
      throw Failure(message: "hune: the configuration \(path) can't be read: \(error.reason)")
    case .success(let file):
      let outcome = ConfigurationReader.read(
        file, in: .current(layouts: layouts), now: Program.clock())
      let keys = KeyMap.adjusted(by: outcome.configuration?.keys ?? []).problems
      let errors = outcome.problems.filter { $0.level == .error } + keys
      for problem in outcome.problems where problem.level == .warning {
        warn("hune: \(path):\(problem)")
      }
      guard errors.isEmpty, let configuration = outcome.configuration else {
        throw Failure(
          message: errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
            .map { "hune: \(path):\($0)" }.joined(separator: "\n"))
      }
      return configuration
    }
  }

  /// The sources that flags name.
  private var sourcesOfFlags: [DataSource] {
    addresses.compactMap { kind, address in
      DataSource(name: kind.rawValue, kind: kind, address: address)
    }
  }

  /// A line for each variable of the command line that no dashboard of the views has.
  func unknownVariables(in views: [ViewState]) -> [String] {
    let known = Set(views.flatMap { $0.source.variables.map(\.name) })
    var seen = known
    return variables.compactMap { variable in
      let name = String(variable.prefix { $0 != "=" })
      guard seen.insert(name).inserted else { return nil }
      return "--var \(name): no dashboard here has this variable"
    }
  }

  private func apply(to settings: inout Settings) throws {
    settings.from = try from.map { try TimeExpression($0) } ?? settings.from
    settings.to = try to.map { try TimeExpression($0) } ?? settings.to
    settings.isKiosk = kiosk || settings.isKiosk
    settings.refresh = try refresh.map { try Span(parsing: $0) } ?? settings.refresh
    var given: [String: [String]] = [:]
    for variable in variables {
      let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      given[String(parts[0]), default: []].append(String(parts[1]))
    }
    settings.variables.merge(given) { _, flag in flag }
  }
}
