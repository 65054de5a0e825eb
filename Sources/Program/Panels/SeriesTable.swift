import Formats
import Frames
import Transforms

/// Series as a table: a row for each, a column for each label, and the last value.
struct SeriesTable {
  var frame: ResolvedFrame
  /// The samples behind each value of a column.
  var histories: [Int: [NumberColumn]]

  /// True where frames are series and not tables: all have a time and one value, and there are
  /// several, or the only one is of one sample.
  static func areSeries(_ frames: [Frame]) -> Bool {
    guard let first = frames.first, first.fields.count == 2, first.fields[0].times != nil else {
      return false
    }
    return frames.count > 1 || (!first.fields[1].labels.isEmpty && first.rowCount <= 1)
  }

  /// `nil` where frames are tables.
  static func make(_ frames: [ResolvedFrame]) -> SeriesTable? {
    guard areSeries(frames.map(\.frame)), let first = frames.first, let last = first.fields.last
    else { return nil }
    var names: [String] = []
    var known = Set<String>()
    let values = frames.compactMap(\.fields.last)
    for field in values {
      for pair in field.field.labels.pairs
      where pair.name != "__name__" && known.insert(pair.name).inserted {
        names.append(pair.name)
      }
    }
    let labels = names.map { name in
      Field(name: name, values: .strings(values.map { $0.field.labels[name] ?? "" }))
    }
    let columns = values.map { $0.field.numbers ?? NumberColumn() }
    let value = Field(
      name: "Value",
      values: .numbers(NumberColumn(columns.map { Reducer.lastNotNull.reduce($0) })))
    let frame = Frame(refID: first.refID, fields: labels + [value])
    // What is said of the values holds for their column alone.
    var plain = last.config
    plain.custom = CustomConfig()
    (plain.unit, plain.links) = (nil, [])
    let fields = frame.fields.enumerated().map { index, field in
      ResolvedField(
        field: field, name: field.name,
        config: index == labels.count ? last.config : plain,
        seriesIndex: 0, range: last.range)
    }
    return SeriesTable(
      frame: ResolvedFrame(frame: frame, fields: fields), histories: [labels.count: columns])
  }
}
