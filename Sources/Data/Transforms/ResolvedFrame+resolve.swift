package import Formats
package import Frames

extension ResolvedFrame {
  /// Frames, after their transformations, with the config of each field: the defaults, what a
  /// transformation said of the field, then each override that selects it, in order.
  package static func resolve(
    _ frames: [Frame], defaults: FieldConfig, overrides: [FieldOverride]
  ) -> [ResolvedFrame] {
    let names = DisplayNames(frames)
    let rules = overrides.map { (matches: $0.matcher.prepared(), patch: $0.patch) }
    var seriesIndex = 0
    var resolved: [ResolvedFrame] = []
    resolved.reserveCapacity(frames.count)
    for frame in frames {
      let firstTime = frame.fields.firstIndex { $0.times != nil }
      var fields: [ResolvedField] = []
      fields.reserveCapacity(frame.fields.count)
      for (index, field) in frame.fields.enumerated() {
        var config = defaults
        // Times keep their name, and so do fields that a transformation named.
        if field.times != nil || field.displayName != nil { config.displayName = nil }
        config.unit = config.unit ?? field.unit
        config.apply(field.settings)
        if field.prefersBar {
          config.custom.cellOptions = config.custom.cellOptions ?? .init(.gauge)
        }
        var name = names.name(at: index, in: frame, config)
        let place = FieldMatcher.Place(
          refID: frame.refID, index: index, isFirstTime: index == firstTime)
        for rule in rules where rule.matches(field, name, place) {
          config.apply(rule.patch)
          // A name that an override gives is what the next ones go by.
          if rule.patch.displayName != nil { name = names.name(at: index, in: frame, config) }
        }
        fields.append(
          ResolvedField(field: field, name: name, config: config, seriesIndex: seriesIndex))
        if field.numbers != nil { seriesIndex += 1 }
      }
      resolved.append(ResolvedFrame(frame: frame, fields: fields))
    }
    if resolved.contains(where: { $0.fields.contains { $0.config.needsRange } }) {
      setRanges(of: &resolved)
    }
    return resolved
  }

  private static func setRanges(of frames: inout [ResolvedFrame]) {
    let all = frames.numberRange
    for index in frames.indices {
      for place in frames[index].fields.indices {
        let field = frames[index].fields[place]
        guard field.config.needsRange else { continue }
        frames[index].fields[place].range = field.config.hasOwnRange ? field.numberRange : all
      }
    }
  }
}

extension FieldConfig {
  /// What data say of a field; thresholds and mappings take the place of those of the panel.
  fileprivate mutating func apply(_ settings: [Field.Setting]) {
    var steps: [Thresholds.Step] = []
    for setting in settings {
      switch setting {
      case .min(let value): min = value
      case .max(let value): max = value
      case .decimals(let count): decimals = count
      case .color(let name): color = .fixed(name)
      case .threshold(let value, let color): steps.append(.init(value, color))
      case .mappings(let given):
        mappings = given.map { .init(.value($0.value), text: $0.text, color: $0.color) }
      }
    }
    guard !steps.isEmpty else { return }
    // Below the least, a value has the colour of the least.
    thresholds = Thresholds(steps: steps.sorted { $0.value < $1.value })
    thresholds.steps[0].value = -.infinity
  }

  /// True where something is measured between ends that the config doesn't fix.
  fileprivate var needsRange: Bool {
    guard min == nil || max == nil else { return false }
    if case .continuous = color { return true }
    return thresholds.mode == .percentage && thresholds.steps.count > 1
      || custom.cellOptions?.kind == .gauge
  }
}
