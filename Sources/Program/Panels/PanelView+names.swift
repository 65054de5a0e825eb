// What a panel has, for lists to choose from.
extension PanelView {
  /// The names of a panel's series, each once, hidden ones by the layout left out.
  package static func seriesNames(_ content: PanelContent) -> [String] {
    var seen: Set<String> = []
    return content.resolvedFrames.flatMap(\.fields).compactMap { field in
      guard field.field.times == nil, !field.isHidden, seen.insert(field.name).inserted else {
        return nil
      }
      return field.name
    }
  }

  /// The columns of a table in the order that they are shown.
  package static func tableColumns(
    _ content: PanelContent
  ) -> [(name: String, isNumeric: Bool)] {
    guard let options = content.panel.kind.tableOptions else { return [] }
    return TableModel(content, options)?.columns.map { ($0.name, $0.isNumeric) } ?? []
  }
}
