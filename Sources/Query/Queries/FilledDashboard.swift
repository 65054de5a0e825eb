package import Dashboards

/// A dashboard as its variables make it: what is repeated stands there once for each value, titles
/// and texts have their values filled in.
///
/// It is made when a view is opened, and again when a variable or the range changes; drawing fills
/// in nothing.
package struct FilledDashboard: Hashable, Sendable {
  package private(set) var dashboard: Dashboard
  /// The one value that a repeated variable has in a panel, by the ids of panels.
  package private(set) var scopes: [Int: [String: VariableValues.Value]] = [:]
  private let values: VariableValues
  private var usedIDs: Set<Int>

  package init(_ source: Dashboard, _ values: VariableValues) {
    dashboard = source
    self.values = values
    usedIDs = Set(source.allPanels.map(\.id))
    dashboard.title = values.interpolate(source.title)
    dashboard.panels = sections(of: source)
  }

  /// The sections of a grid: a header, and what follows it up to the next. A repeated header takes
  /// its panels along.
  private mutating func sections(of source: Dashboard) -> [Panel] {
    var left = source.panelsInGridOrder[...]
    var panels: [Panel] = []
    var shift = 0
    while let first = left.first {
      let header = first.isHeader ? left.popFirst() : nil
      let content = Array(left.prefix { !$0.isHeader })
      left = left.dropFirst(content.count)
      let bottom = (content + [header].compactMap(\.self)).map(\.bottom).max() ?? 0
      var added = 0
      for (index, scope) in scopes(of: header, in: [:]).enumerated() {
        let copy = Copy(index: index, scope: scope)
        let start = panels.count
        if let header { panels.append(row(header, copy, shift: shift + added)) }
        panels += self.panels(content, in: copy, shift: shift + added)
        let end = panels[start...].map(\.bottom).max() ?? 0
        added = end - shift - (header?.gridPos.y ?? 0)
      }
      // What comes next keeps its distance from the last copy.
      if let header { shift += header.gridPos.y + added - bottom } else { shift += added - bottom }
    }
    return panels
  }

  private mutating func row(_ header: Panel, _ copy: Copy, shift: Int) -> Panel {
    var row = filled(header, copy)
    row.gridPos.y += shift
    if case .row(let collapsed, let held) = row.kind {
      let ordered = Dashboard.inGridOrder(held)
      row.kind = .row(collapsed: collapsed, panels: panels(ordered, in: copy, shift: 0))
    }
    return row
  }

  /// Panels with the copies of those that are repeated; what comes after them moves down.
  private mutating func panels(_ source: [Panel], in row: Copy, shift: Int) -> [Panel] {
    var panels: [Panel] = []
    var added = 0
    for panel in source {
      let scopes = scopes(of: panel, in: row.scope)
      let isRepeated = scopes[0].count > row.scope.count
      // Copies side by side share the whole width, whatever the panel's own is.
      let columns = panel.repeatsDown ? 1 : min(scopes.count, max(1, panel.maxPerRow ?? 4))
      for (index, scope) in scopes.enumerated() {
        // The first copy in the first row is the panel itself.
        var copy = filled(panel, Copy(index: row.index + index, scope: scope))
        copy.gridPos.y += shift + added
        if isRepeated {
          copy.gridPos.y += index / columns * panel.gridPos.h
          if !panel.repeatsDown {
            copy.gridPos.w = 24 / columns
            copy.gridPos.x = index % columns * copy.gridPos.w
          }
        }
        panels.append(copy)
      }
      added += ((scopes.count + columns - 1) / columns - 1) * panel.gridPos.h
    }
    return panels
  }

  /// The scopes of the copies of a panel: its own place's where it is not repeated, or where
  /// nothing is chosen.
  private func scopes(
    of panel: Panel?, in scope: [String: VariableValues.Value]
  ) -> [[String: VariableValues.Value]] {
    guard let name = panel?.repeatVariable, let value = scope[name] ?? values.values[name],
      !value.options.isEmpty
    else { return [scope] }
    let room = max(1, Self.mostPanels - usedIDs.count)
    return value.options.prefix(min(Self.mostCopies, room)).map { option in
      var scope = scope
      scope[name] = VariableValues.Value(options: [option], isList: value.isList, isArray: false)
      return scope
    }
  }

  /// A variable can have thousands of values; nobody looks at as many panels.
  private static let mostCopies = 500
  private static let mostPanels = 5000

  private mutating func filled(_ panel: Panel, _ copy: Copy) -> Panel {
    let values = values.with(scope: copy.scope)
    var filled = panel.filled { values.interpolate($0) }
    filled.id = copy.index == 0 ? panel.id : id(of: panel, copy)
    if !copy.scope.isEmpty { scopes[filled.id] = copy.scope }
    if case .text(var options) = panel.kind {
      options.content = values.interpolate(options.content)
      filled.kind = .text(options)
    }
    return filled
  }

  /// The id of a copy: the same whenever the same panel is made for the same values, so that it
  /// keeps its data when others come and go.
  private mutating func id(of panel: Panel, _ copy: Copy) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var text = "\(panel.id)"
    for name in copy.scope.keys.sorted() {
      text += "\0\(name)\0\(copy.scope[name]?.options.first?.value ?? "")"
    }
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    // Above all ids that files have.
    var id = (1 << 41) + Int(hash >> 32)
    while !usedIDs.insert(id).inserted { id += 1 }
    return id
  }

  /// Which copy of a row or a panel it is, and the values it has there.
  private struct Copy {
    var index: Int
    var scope: [String: VariableValues.Value]
  }
}

extension Panel {
  fileprivate var isHeader: Bool { if case .row = kind { true } else { false } }
  fileprivate var bottom: Int { gridPos.y + gridPos.h }
}
