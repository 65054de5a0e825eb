extension Dashboard {
  /// Every panel, those of collapsed rows behind their row.
  package var allPanels: [Panel] {
    panels.flatMap { panel -> [Panel] in
      if case .row(_, let held) = panel.kind { return [panel] + held }
      return [panel]
    }
  }

  /// The panel of an id, also inside a collapsed row.
  package func panel(id: Int) -> Panel? { allPanels.first { $0.id == id } }

  /// What is on the screen: headers, and the panels that no closed row hides.
  ///
  /// `toggledRows` are the ids of rows that the operator opened or closed against the file. The
  /// content of a row that the file has open is what follows it up to the next row, in the order
  /// of the grid; that of a closed one comes below it, and pushes what follows down.
  package func visiblePanels(toggledRows: Set<Int>) -> [Panel] {
    var visible: [Panel] = []
    var isHidden = false
    var shift = 0
    for var panel in panelsInGridOrder {
      guard case .row(let collapsed, let held) = panel.kind else {
        if !isHidden {
          panel.gridPos.y += shift
          visible.append(panel)
        }
        continue
      }
      let isOpen = collapsed == toggledRows.contains(panel.id)
      panel.gridPos.y += shift
      panel.kind = .row(collapsed: !isOpen, panels: held)
      visible.append(panel)
      isHidden = !isOpen
      guard isOpen, collapsed, let top = held.map(\.gridPos.y).min() else { continue }
      // Stored places are those of the open row at some time past: only their distances count.
      let start = panel.gridPos.y + 1
      for var inner in held {
        inner.gridPos.y += start - top
        shift = max(shift, inner.gridPos.y + inner.gridPos.h - panel.gridPos.y - 1)
        visible.append(inner)
      }
    }
    return visible
  }

  /// From the top down, and from left to right; equals in the file's order.
  package var panelsInGridOrder: [Panel] { Self.inGridOrder(panels) }

  package static func inGridOrder(_ panels: [Panel]) -> [Panel] {
    panels.enumerated().sorted { a, b in
      let (p, q) = (a.element.gridPos, b.element.gridPos)
      return (p.y, p.x, a.offset) < (q.y, q.x, b.offset)
    }.map(\.element)
  }
}

extension Panel {
  /// Whether there is anything to fetch for it.
  package var asksQuestions: Bool {
    switch kind {
    case .row, .text, .alertList: false
    default: targets.contains { !$0.isHidden && !$0.expr.isEmpty }
    }
  }

  /// The targets that take the answers of other panels.
  package var sharingTargets: [Target] {
    targets.filter { target in
      !target.isHidden && target.sharedPanelID != nil
        && (target.dataSource ?? dataSource)?.uid == "-- Dashboard --"
    }
  }
}
