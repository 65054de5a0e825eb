package import Frames

/// A step between the answers of a panel and what it draws; they are taken in order, the frames of
/// one go into the next.
package indirect enum Transformation: Hashable, Sendable {
  case calculateField(CalculateField)
  case concatenate(Concatenate)
  case configFromData(ConfigFromData)
  case convertFieldType(ConvertFieldType)
  case extractFields(ExtractFields)
  case filterByRefID(FilterByRefID)
  case filterByValue(FilterByValue)
  case filterFieldsByName(FilterFieldsByName)
  case groupBy(GroupBy)
  case groupingToMatrix(GroupingToMatrix)
  case joinByField(JoinByField)
  case labelsToFields(LabelsToFields)
  case limit(Limit)
  case merge
  case organize(Organize)
  case reduce(Reduce)
  case renameByRegex(RenameByRegex)
  case rowsToFields(RowsToFields)
  case seriesToRows
  case sortBy(SortBy)
  /// A row for each series with its samples as a picture: tables draw series so, and frames stay
  /// as they are.
  case timeSeriesTable
  case transpose(Transpose)
  /// For the frames of some targets alone, by a pattern of their refIDs.
  case filtered(refIDs: String, Transformation)
  /// Kept by its id, so that a panel can say what it leaves out.
  case unknown(id: String)

  /// What it does; `nil` where it is not known.
  private var transformer: (any FrameTransformer)? {
    switch self {
    case .calculateField(let calculate): calculate
    case .concatenate(let concatenate): concatenate
    case .configFromData(let config): config
    case .convertFieldType(let convert): convert
    case .extractFields(let extract): extract
    case .filterByRefID(let filter): filter
    case .filterByValue(let filter): filter
    case .filterFieldsByName(let filter): filter
    case .groupBy(let group): group
    case .groupingToMatrix(let grouping): grouping
    case .joinByField(let join): join
    case .labelsToFields(let labels): labels
    case .limit(let limit): limit
    case .merge: Merge()
    case .organize(let organize): organize
    case .reduce(let reduce): reduce
    case .renameByRegex(let rename): rename
    case .rowsToFields(let rows): rows
    case .seriesToRows: SeriesToRows()
    case .sortBy(let sort): sort
    case .transpose(let transpose): transpose
    case .filtered, .timeSeriesTable, .unknown: nil
    }
  }

  /// The id of one that is not known.
  package var unknownID: String? {
    switch self {
    case .unknown(let id): id
    case .filtered(_, let inner): inner.unknownID
    default: nil
    }
  }

  /// What a list of transformations makes of frames, and the ids of those that are not known: the
  /// data go on without them.
  package static func apply(
    _ transformations: [Transformation], to frames: [Frame]
  ) -> (frames: [Frame], unknown: [String]) {
    var frames = frames
    for transformation in transformations {
      frames = transformation.apply(to: Names.numbering(frames))
    }
    return (frames, transformations.compactMap(\.unknownID))
  }

  private func apply(to frames: [Frame]) -> [Frame] {
    guard case .filtered(let refIDs, let inner) = self else {
      return transformer?.apply(to: frames) ?? frames
    }
    let isMeant = Names.matching(refIDs)
    var result = inner.apply(to: frames.filter { isMeant($0.refID) })
    // The others keep their places.
    for (index, frame) in frames.enumerated() where !isMeant(frame.refID) {
      result.insert(frame, at: min(index, result.count))
    }
    return result
  }
}

/// What a transformation does to the frames of a panel.
protocol FrameTransformer {
  func apply(to frames: [Frame]) -> [Frame]
}
