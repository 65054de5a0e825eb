import Frames

extension Transformation {
  /// The values of one table as limits, units, thresholds and mappings of the fields of the others.
  package struct ConfigFromData: Hashable, Sendable, FrameTransformer {
    /// The refID of the table that is read; it is not shown where there are others.
    package var refID: String
    package var matcher: FieldMatcher
    package var mappings: [ConfigMapping]

    package init(
      _ refID: String = "config", to matcher: FieldMatcher = .byType(.number),
      _ mappings: [ConfigMapping] = []
    ) {
      (self.refID, self.matcher, self.mappings) = (refID, matcher, mappings)
    }

    func apply(to frames: [Frame]) -> [Frame] {
      guard let place = frames.firstIndex(where: { $0.refID == refID }) else { return frames }
      let columns = Names(frames).columns(of: frames[place]).map {
        (field: $0.field, role: mappings.role(of: $0.name))
      }
      func column(_ key: String) -> Field? { columns.first { $0.role.key == key }?.field }
      let texts = (
        values: column("mappings.value"), texts: column("mappings.text"),
        colors: column("mappings.color")
      )
      let names = Names(frames)
      let matches = matcher.prepared()
      var result = frames
      if frames.count > 1 { result.remove(at: place) }
      for frame in result.indices {
        let firstTime = result[frame].fields.firstIndex { $0.times != nil }
        for index in result[frame].fields.indices {
          let place = FieldMatcher.Place(
            refID: result[frame].refID, index: index, isFirstTime: index == firstTime)
          let name = names.name(at: index, in: result[frame])
          guard matches(result[frame].fields[index], name, place) else { continue }
          for column in columns {
            let value = (column.role.reducer ?? .lastNotNull).reduce(column.field)
            result[frame].fields[index].set(column.role, to: value)
          }
          result[frame].fields[index].setMappings(
            values: texts.values, texts: texts.texts, colors: texts.colors)
        }
      }
      return result
    }
  }
}
