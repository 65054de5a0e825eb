import Formats
import Frames
import Transforms

/// A frame that a table may show; with the samples behind its values where a transformation made
/// it of series.
struct SeriesTable {
  var frame: ResolvedFrame
  /// The samples behind each value of a column.
  var histories: [Int: [NumberColumn]] = [:]

  /// The frames of a panel that its table can choose from: a series of a time-series answer is one
  /// of `Time` and its name.
  static func all(of content: PanelContent) -> [SeriesTable] {
    let panel = content.panel
    guard panel.transformations.contains(.timeSeriesTable) else {
      return content.resolvedFrames.map { SeriesTable(frame: $0) }
    }
    let (frames, _) = Transformation.apply(
      panel.transformations, to: content.frames.map(\.withLinesAsFields))
    return refIDs(of: frames).map { refID in
      let (frame, histories) = trends(of: frames.filter { $0.refID == refID }, refID)
      let resolved = ResolvedFrame.resolve(
        [frame], defaults: panel.fieldConfig, overrides: panel.overrides)
      return SeriesTable(
        frame: resolved.first ?? ResolvedFrame(frame: frame, fields: []),
        histories: [frame.fields.count - 1: histories])
    }
  }

  /// The rows of the frame that is shown, without making it: each key asks for them.
  static func rowCount(_ content: PanelContent, frameIndex: Int) -> Int {
    let transformations = content.panel.transformations
    let (frames, _) = Transformation.apply(
      transformations, to: content.frames.map(\.withLinesAsFields))
    guard transformations.contains(.timeSeriesTable) else {
      return frames.last.map { last in
        (frames.indices.contains(frameIndex) ? frames[frameIndex] : last).rowCount
      } ?? 0
    }
    let refIDs = refIDs(of: frames)
    let refID = refIDs.indices.contains(frameIndex) ? refIDs[frameIndex] : refIDs.last
    return frames.count { $0.refID == refID }
  }

  private static func refIDs(of frames: [Frame]) -> [String] {
    var seen: Set<String> = []
    return frames.map(\.refID).filter { seen.insert($0).inserted }
  }

  /// A row for each series: a column for each label, and the last value, `Trend #A`.
  private static func trends(
    of frames: [Frame], _ refID: String
  ) -> (frame: Frame, histories: [NumberColumn]) {
    let values = frames.map { frame in frame.fields.first { $0.numbers != nil } }
    var names: [String] = []
    var known: Set<String> = []
    for case let field? in values {
      for pair in field.labels.pairs where known.insert(pair.name).inserted {
        names.append(pair.name)
      }
    }
    let labels = names.map { name in
      Field(name: name, values: .strings(values.map { $0?.labels[name] ?? "" }))
    }
    let columns = values.map { $0?.numbers ?? NumberColumn() }
    let trend = Field(
      name: "Trend #\(refID)",
      values: .numbers(NumberColumn(columns.map { Reducer.lastNotNull.reduce($0) })))
    return (Frame(refID: refID, fields: labels + [trend]), columns)
  }
}
