import HTTP
import Times
import YAML

// What an operator likes: screen, keys, acknowledgements.
extension ConfigurationReader {
  mutating func preferences(_ root: YAMLPlace) -> Preferences {
    var preferences = Preferences()
    preferences.theme = theme(root["theme"])
    preferences.glyphs = choice(root["glyphs"], of: ["full", "blocks", "ascii"])
    preferences.color = choice(
      root["color"], of: ["auto", "truecolor", "256", "16", "8", "mono"])
    preferences.usesMouse = inspector.bool(root["mouse"])
    preferences.isKiosk = inspector.bool(root["kiosk"])
    preferences.author = expanded(root["author"])
    preferences.isReadOnly = inspector.bool(root["readOnly"])
    preferences.bell = inspector.bool(root["bell"])
    return preferences
  }

  private mutating func theme(_ place: YAMLPlace?) -> String? {
    guard let place, let name = inspector.text(place) else { return nil }
    guard let known = surroundings.themes?(), !known.contains(name) else { return name }
    let near = known.nearest(to: name).map { "did you mean \($0)?" }
    inspector.report(
      .error, "wrong-value", at: place,
      "no theme is called \(name); \(near ?? "there are " + known.joined(separator: ", "))")
    return nil
  }

  private mutating func choice(_ place: YAMLPlace?, of choices: [String]) -> String? {
    guard let place, let text = inspector.text(place) else { return nil }
    if choices.contains(text) { return text }
    inspector.report(
      .error, "wrong-value", at: place, "one of \(choices.joined(separator: ", ")) is expected here"
    )
    return nil
  }

  mutating func acknowledgement(_ root: YAMLPlace) -> AcknowledgementSettings {
    var settings = AcknowledgementSettings()
    settings.longest = span(root["maxSilence"], atLeast: .seconds(1)) ?? settings.longest
    guard let place = root["acknowledge"],
      inspector.isMapping(place, known: ["for", "margin", "grace", "extend", "expire"])
    else { return settings }
    settings.length = span(place["for"], atLeast: .seconds(1)) ?? settings.length
    settings.margin = span(place["margin"], atLeast: .seconds(1)) ?? settings.margin
    settings.grace = span(place["grace"], atLeast: .seconds(1)) ?? settings.grace
    settings.isExtended = inspector.bool(place["extend"]) ?? settings.isExtended
    settings.isExpired = inspector.bool(place["expire"]) ?? settings.isExpired
    if settings.isExtended, settings.margin >= settings.length {
      inspector.report(
        .error, "wrong-value", at: place["margin"] ?? place,
        "the margin must be shorter than the acknowledgement (for: \(settings.length.prometheusText))"
      )
    }
    return settings
  }

  mutating func keys(_ place: YAMLPlace?) -> [KeySetting] {
    guard let place else { return [] }
    guard place.isMapping else {
      inspector.report(.error, "wrong-type", at: place, "write it as `action: key`")
      return []
    }
    return place.entries.map { entry in
      KeySetting(action: entry.key, keys: inspector.texts(entry.place), place: entry.place)
    }
  }

  mutating func addresses(_ place: YAMLPlace?) -> [String] {
    var addresses: [String] = []
    for place in inspector.sequence(place) {
      guard let text = expanded(place) else { continue }
      if WebAddress(text) == nil {
        inspector.report(.error, "bad-address", at: place, "not an address: write http://host/path")
      } else {
        addresses.append(text)
      }
    }
    return addresses
  }

  mutating func recoveryWindows(_ place: YAMLPlace?, contexts: [String]) -> [RecoveryWindow] {
    var windows: [RecoveryWindow] = []
    for place in inspector.sequence(place) {
      guard inspector.isMapping(place, known: ["context", "from", "to", "for", "comment"]) else {
        continue
      }
      let context = inspector.text(place["context"])
      if let context, !contexts.contains(context), let at = place["context"] {
        inspector.report(.error, "unknown-context", at: at, "no context is called \(context)")
        continue
      }
      guard let from = instant(place["from"], of: place, "from") else { continue }
      let end = span(place["for"], atLeast: .seconds(1)).map { from + $0 }
      guard let to = end ?? instant(place["to"], of: place, "to") else { continue }
      guard to > from else {
        inspector.report(.error, "wrong-value", at: place, "the window ends before it begins")
        continue
      }
      windows.append(
        RecoveryWindow(
          context: context, from: from, to: to,
          comment: inspector.text(place["comment"]) ?? "disaster-recovery test"))
    }
    return windows
  }

  private mutating func instant(
    _ place: YAMLPlace?, of parent: YAMLPlace, _ key: String
  ) -> Instant? {
    guard let place else {
      inspector.report(.error, "missing", at: parent, "add `\(key): 2026-11-21T10:00:00Z`")
      return nil
    }
    guard let text = inspector.text(place) else { return nil }
    guard case .absolute(let instant)? = try? TimeExpression(text) else {
      inspector.report(
        .error, "wrong-value", at: place, "a date is expected here, such as 2026-11-21T10:00:00Z")
      return nil
    }
    return instant
  }
}
