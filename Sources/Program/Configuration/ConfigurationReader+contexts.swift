import DataSources
import Times
import YAML

// Contexts: sets of sources and views to switch between.
extension ConfigurationReader {
  private static let keys = [
    "name", "datasources", "views", "refresh", "from", "to", "variables", "rules", "timezone",
    "labels",
  ]

  /// What a context has that says nothing of its own: what stands at the top of the file.
  mutating func defaults(_ root: YAMLPlace, sources: [DataSource]) -> Settings {
    var settings = Settings(sources: sources)
    apply(root, to: &settings)
    return settings
  }

  /// The contexts of a list, or of a mapping by their names; without any the default one.
  mutating func contexts(_ place: YAMLPlace?, defaults: Settings) -> [Settings] {
    guard let place else { return [defaults] }
    var contexts: [Settings] = []
    let named: [(name: String?, place: YAMLPlace)] =
      place.isMapping
      ? place.entries.map { ($0.key, $0.place) } : inspector.sequence(place).map { (nil, $0) }
    for (key, place) in named {
      guard inspector.isMapping(place, known: Self.keys) else { continue }
      guard let name = key ?? inspector.text(place["name"]), !name.isEmpty else {
        inspector.report(.error, "missing", at: place, "a context needs a name: add `name: prod`")
        continue
      }
      guard !contexts.contains(where: { $0.context == name }) else {
        inspector.report(.error, "duplicate-name", at: place, "another context is called \(name)")
        continue
      }
      var settings = defaults
      settings.context = name
      if place["datasources"] != nil {
        settings.sources = sources(named: names(place["datasources"]), among: defaults.sources)
      }
      apply(place, to: &settings)
      contexts.append(settings)
    }
    return contexts.isEmpty ? [defaults] : contexts
  }

  /// Names with their places, for messages.
  private mutating func names(_ place: YAMLPlace?) -> [(String, YAMLPlace)] {
    guard let place else { return [] }
    let places = place.isSequence ? place.elements : [place]
    var texts: [(String, YAMLPlace)] = []
    for place in places {
      if let text = inspector.text(place) { texts.append((text, place)) }
    }
    return texts
  }

  private mutating func sources(
    named names: [(String, YAMLPlace)], among sources: [DataSource]
  ) -> [DataSource] {
    var found: [DataSource] = []
    for (name, place) in names {
      if let source = sources.first(where: { $0.name == name || $0.uid == name }) {
        found.append(source)
      } else {
        let near = sources.map(\.name).nearest(to: name).map { "; did you mean \($0)?" } ?? ""
        inspector.report(
          .error, "unknown-source", at: place, "no source is called \(name)\(near)")
      }
    }
    return found
  }

  private mutating func apply(_ place: YAMLPlace, to settings: inout Settings) {
    if place["views"] != nil {
      let views = views(place["views"])
      if !views.isEmpty { settings.views = views }
    }
    settings.refresh = span(place["refresh"], atLeast: .seconds(1)) ?? settings.refresh
    settings.from = time(place["from"]) ?? settings.from
    settings.to = time(place["to"]) ?? settings.to
    if let rules = place["rules"] {
      settings.ruleFiles = inspector.texts(rules)
      for place in rules.isSequence ? rules.elements : [rules] { checkRules(place) }
    }
    if let zone = place["timezone"], let text = inspector.text(zone) {
      switch text.lowercased() {
      case "utc": settings.calendar = Calendar(.utc)
      case "local", "browser": settings.calendar = Calendar(.local)
      default: inspector.report(.error, "wrong-value", at: zone, "local or utc is expected here")
      }
    }
    for entry in place["variables"]?.entries ?? [] {
      settings.variables[entry.key] = inspector.texts(entry.place)
    }
  }

  /// A path that can't be read is told of with its place; other names are of the library.
  private mutating func checkRules(_ place: YAMLPlace) {
    guard let path = place.value.text, path.hasPrefix("/"),
      case .failure(let error) = surroundings.file(path)
    else { return }
    inspector.report(.warning, "unreadable", at: place, "\(path) can't be read: \(error.reason)")
  }

  private mutating func checkLayout(_ name: String, _ place: YAMLPlace) {
    guard let known = surroundings.layouts?(layoutFolder), !known.contains(name) else { return }
    let file = String(name.prefix { $0 != "#" })
    guard !known.contains(file) else { return }
    let near = known.nearest(to: name).map { "; did you mean \($0)?" } ?? ""
    inspector.report(.warning, "no-layout", at: place, "there is no layout \(name)\(near)")
  }

  private mutating func time(_ place: YAMLPlace?) -> TimeExpression? {
    guard let place, let text = inspector.text(place) else { return nil }
    do {
      return try TimeExpression(text)
    } catch {
      inspector.report(.error, "wrong-value", at: place, "\(error)")
      return nil
    }
  }

  private mutating func views(_ place: YAMLPlace?) -> [Settings.View] {
    var views: [Settings.View] = []
    for place in inspector.sequence(place) {
      guard let view = view(place) else { continue }
      if views.contains(where: { $0.name == view.name }) {
        inspector.report(.error, "duplicate-name", at: place, "another view is called \(view.name)")
      } else {
        views.append(view)
      }
    }
    return views
  }

  /// A layout's name, or with a name of its own: `{name: overview, layout: ofm/….json}`.
  private mutating func view(_ place: YAMLPlace) -> Settings.View? {
    if let text = place.value.text {
      if let known = Settings.View.ofm.first(where: { $0.name == text }) { return known }
      checkLayout(text, place)
      let file = text.split(separator: "/").last ?? ""
      return Settings.View(name: String(file.prefix { $0 != "." }), layout: text)
    }
    guard inspector.isMapping(place, known: ["name", "layout"]) else { return nil }
    guard let layout = inspector.text(place["layout"]) else {
      inspector.report(.error, "missing", at: place, "a view needs a layout: add `layout: x.json`")
      return nil
    }
    checkLayout(layout, place["layout"] ?? place)
    let file = layout.split(separator: "/").last ?? ""
    let name = inspector.text(place["name"]) ?? String(file.prefix { $0 != "." })
    return Settings.View(name: name, layout: layout)
  }
}
