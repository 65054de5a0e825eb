import Dashboards
import Panels

// What the operator changes of how the focused panel is shown.
extension State {
  /// What the focused panel is, as far as keys go.
  var focusedPanel: Panel? {
    currentView.focus.flatMap { id in visiblePanels.first { $0.id == id } }.map { drawn($0) }
  }

  var adjustments: PanelAdjustments {
    get { currentView.focus.flatMap { currentView.panels[$0]?.adjustments } ?? PanelAdjustments() }
    set {
      guard let id = currentView.focus else { return }
      currentView.panels[id, default: PanelState()].adjustments = newValue
    }
  }

  /// Does what a command asks of a graph or a table.
  mutating func adjust(_ command: Command) -> [Effect] {
    guard let panel = focusedPanel else { return [] }
    switch (command, panel.kind) {
    case (.zeroAxis, .timeSeries): adjustments.togglesZero.toggle()
    case (.logAxis, .timeSeries): adjustments.togglesLog.toggle()
    case (.chooseSeries, _): chooseSeries()
    case (.filter, .table): openFilter()
    case (.nextMatch, .table): moveSelection(by: 1)
    case (.previousMatch, .table): moveSelection(by: -1)
    case (.sortNext, .table): sort(by: 1)
    case (.sortPrevious, .table): sort(by: -1)
    case (.reverseSort, .table): reverseSort()
    default: notice = "not on this panel: \(command.title)"
    }
    return []
  }

  // MARK: Series

  private mutating func chooseSeries() {
    guard let id = currentView.focus, var content = content(of: id) else { return }
    content.panel = currentView.dashboard.panel(id: id) ?? content.panel
    let names = PanelView.seriesNames(content)
    guard !names.isEmpty else {
      notice = "this panel has no series"
      return
    }
    let hidden = adjustments.hiddenSeries
    var items = [Picker.Item(.all, "All", isMarked: hidden.isEmpty)]
    items += names.map { Picker.Item(.series($0), $0, isMarked: !hidden.contains($0)) }
    var picker = Picker(.series(panel: id), title: "Series of \(content.panel.title)", items: items)
    picker.isMulti = true
    picker.hiddenBefore = hidden
    open(picker)
  }

  func reviewSeries(_ picker: Picker) -> Picker {
    var picker = picker
    let series = picker.items.filter { $0.choice != .all }
    picker.note = "\(series.count { $0.isMarked ?? false }) of \(series.count) shown"
    return picker
  }

  /// A mark shows or hides at once; All shows every one, or none but those marked next.
  mutating func markSeries(of panel: Int) {
    guard var picker, let item = picker.selected else { return }
    let shows = !(item.isMarked ?? false)
    picker.mark { item.choice == .all || $0.choice == item.choice ? shows : nil }
    let isAll = picker.items.allSatisfy { $0.choice == .all || $0.isMarked ?? false }
    picker.mark { $0.choice == .all ? isAll : nil }
    show(picker, of: panel)
    self.picker = review(picker)
  }

  private mutating func show(_ picker: Picker, of panel: Int) {
    let hidden = picker.items.compactMap { item -> String? in
      guard case .series(let name) = item.choice, !(item.isMarked ?? false) else { return nil }
      return name
    }
    currentView.panels[panel, default: PanelState()].adjustments.hiddenSeries = Set(hidden)
  }

  /// Enter shows the selected series alone; on All, or after marks were set, it only closes.
  mutating func takeSeries(of panel: Int, _ picker: Picker) -> [Effect] {
    if case .series(let name)? = picker.selected?.choice, !picker.hasMarked {
      let others = picker.items.compactMap { item -> String? in
        guard case .series(let other) = item.choice, other != name else { return nil }
        return other
      }
      let isAlone = adjustments.hiddenSeries == Set(others) && !others.isEmpty
      // Taken twice, all are back.
      currentView.panels[panel, default: PanelState()].adjustments.hiddenSeries =
        isAlone ? [] : Set(others)
    } else if picker.selected?.choice == .all, !picker.hasMarked {
      currentView.panels[panel, default: PanelState()].adjustments.hiddenSeries = []
    }
    overlay = nil
    return []
  }

  // MARK: Tables

  private mutating func openFilter() {
    guard let id = currentView.focus else { return }
    var picker = Picker(
      .filter(panel: id), title: "Rows with", hint: "any text", items: [],
      text: adjustments.filter)
    (picker.takesText, picker.emptyText) = (true, "")
    picker.restored = adjustments.filter
    open(picker)
  }

  /// The rows follow what is written.
  mutating func previewFilter(of panel: Int, _ text: String) {
    currentView.panels[panel, default: PanelState()].adjustments.filter = text
    currentView.panels[panel]?.selection = nil
    currentView.panels[panel]?.scroll = 0
  }

  private mutating func moveSelection(by offset: Int) {
    guard let id = currentView.focus, let content = content(of: id) else { return }
    let count = PanelView.rowCount(content)
    guard count > 0 else { return }
    let next = content.selection.map { $0 + offset } ?? (offset > 0 ? 0 : count - 1)
    currentView.panels[id, default: PanelState()].selection = (next % count + count) % count
  }

  /// Sorts by a column further on; numbers begin with the largest.
  private mutating func sort(by offset: Int) {
    guard let id = currentView.focus, let content = content(of: id),
      let options = content.panel.kind.tableOptions
    else { return }
    let columns = PanelView.tableColumns(content)
    guard !columns.isEmpty else { return }
    let place = columns.firstIndex { $0.name == options.sortBy }
    let next = place.map { $0 + offset } ?? (offset > 0 ? 0 : columns.count - 1)
    let column = columns[(next % columns.count + columns.count) % columns.count]
    (adjustments.sortBy, adjustments.sortsDescending) = (column.name, column.isNumeric)
  }

  private mutating func reverseSort() {
    guard let id = currentView.focus, let content = content(of: id),
      let options = content.panel.kind.tableOptions, let name = options.sortBy
    else { return }
    (adjustments.sortBy, adjustments.sortsDescending) = (name, !options.sortsDescending)
  }
}
