import Cells
import Text
import Times
import Widgets

// What pickers have in common: keys, taking, drawing.
extension State {
  /// The picker that lies over the screen.
  var picker: Picker? {
    get { if case .picker(let picker) = overlay { picker } else { nil } }
    set { overlay = newValue.map { .picker($0) } }
  }

  /// Opens the picker that a command asks for.
  mutating func choose(_ command: Command) -> [Effect] {
    switch command {
    case .chooseRange: open(rangePicker)
    case .chooseInterval: open(intervalPicker)
    case .chooseVariables: return chooseVariables()
    case .chooseContext: open(contextPicker)
    case .chooseTheme: open(themePicker)
    case .palette:
      open(palettePicker)
      if inventory.titles.isEmpty { return [.takeInventory] }
    default: break
    }
    return []
  }

  mutating func open(_ picker: Picker) {
    var picker = picker
    picker.reveal(height: height(of: picker))
    self.picker = review(picker)
  }

  /// Does what a key does in a picker: its commands first, else it writes.
  mutating func press(_ key: Key, in picker: Picker) -> [Effect] {
    if let command = keys.command(for: key, in: [.picker]), command != .mark || picker.isMulti {
      return perform(command)
    }
    var picker = picker
    if picker.edit(key) {
      self.picker = review(picker)
      return preview()
    }
    return []
  }

  mutating func move(_ rows: Int, in picker: Picker) -> [Effect] {
    var picker = picker
    picker.move(by: rows, height: height(of: picker))
    self.picker = review(picker)
    return preview()
  }

  /// Marks in a picker where several can be chosen.
  mutating func mark() -> [Effect] {
    guard var picker, picker.isMulti else { return [] }
    if case .series(let panel) = picker.subject {
      markSeries(of: panel)
      return []
    }
    picker.toggleMark()
    self.picker = review(picker)
    return []
  }

  /// Takes what lies on top: a picker's choice if it can be taken, what is
  /// written, or the context at the door.
  mutating func take() -> [Effect] {
    switch overlay {
    case .frontDoor(let selection): return enterFromFrontDoor(selection)
    case .write: return takeWriteDialog()
    case .explore: return runExplore()
    case .welcome: overlay = nil
    default: break
    }
    guard let picker else { return [] }
    switch picker.subject {
    case .range: return takeRange(picker)
    case .interval: return takeInterval(picker)
    case .palette: return takeFromPalette(picker)
    case .links: return takeLink(picker)
    case .exemplars: return takeExemplar(picker)
    case .variable(let name): return takeVariable(name, picker)
    case .series(let panel): return takeSeries(of: panel, picker)
    case .variables:
      guard case .variable(let name)? = picker.selected?.choice else { return [] }
      return chooseVariable(name, isNested: true)
    case .context:
      guard case .context(let name)? = picker.selected?.choice else { return [] }
      return switchContext(to: name)
    case .theme:
      guard case .theme(let name)? = picker.selected?.choice else { return [] }
      overlay = nil
      return use(theme: name)
    case .filter:
      overlay = nil
      return []
    }
  }

  /// Leaves a picker: nothing has changed, and what showed at once is as it was.
  mutating func leave(_ picker: Picker) -> [Effect] {
    overlay = nil
    switch picker.subject {
    case .theme: return use(theme: picker.restored ?? inventory.theme)
    case .filter(let panel): previewFilter(of: panel, picker.restored ?? "")
    case .series(let panel):
      currentView.panels[panel, default: PanelState()].adjustments.hiddenSeries =
        picker.hiddenBefore
    case .variable where picker.isNested: return chooseVariables()
    default: break
    }
    return []
  }

  /// Shows at once what the selection would change, where that can be seen.
  private mutating func preview() -> [Effect] {
    switch picker?.subject {
    case .theme?:
      if case .theme(let name)? = picker?.selected?.choice { return use(theme: name) }
    case .filter(let panel)?: previewFilter(of: panel, picker?.input.text ?? "")
    default: break
    }
    return []
  }

  /// Says what is wrong with what is written, or what it means.
  func review(_ picker: Picker) -> Picker {
    switch picker.subject {
    case .range: reviewRange(picker)
    case .interval: reviewInterval(picker)
    case .variable(let name): reviewVariable(name, picker)
    case .series: reviewSeries(picker)
    case .context, .theme, .palette, .variables, .filter, .links, .exemplars: picker
    }
  }

  /// The rows of choices in sight.
  func height(of picker: Picker) -> Int {
    PickerDialog.rows(onScreen: height, room: picker.items.count)
  }

  func draw(_ picker: Picker, into buffer: inout Buffer) {
    let before = picker.input.before
    let note =
      picker.problem.map {
        Line(self.glyphs.failed + " ", Style(.critical)) + Line(DisplayText($0), Style(.critical))
      } ?? picker.note.map { Line(DisplayText($0), .dim) } ?? Line()
    let glyphs = glyphs
    PickerDialog(
      title: DisplayText(picker.title), text: DisplayText(picker.input.text),
      textBeforeCursor: DisplayText(before), hint: DisplayText(picker.hint), note: note,
      count: picker.shown.count, scroll: picker.scroll, selection: picker.selection,
      status: Line(DisplayText(picker.emptyText), .dim), keys: keyLine(of: picker),
      room: picker.items.count, glyphs: glyphs
    ) { row in
      let item = picker.items[picker.shown[row]]
      return PickerDialog.Row(
        isMarked: item.isMarked, title: glyphs.text(item.title, limit: 200),
        detail: glyphs.text(item.detail, limit: 200), key: DisplayText(item.key))
    }
    .render(in: buffer.area, into: &buffer)
  }

  private func keyLine(of picker: Picker) -> Line {
    var entries: [(Command, String)] = [(.take, "take")]
    if picker.isMulti { entries.append((.mark, "mark")) }
    entries.append((.back, "leave as it is"))
    return entries.reduce(Line()) { line, entry in
      guard let key = keys.key(for: entry.0, in: .picker) else { return line }
      return line + Line(line.isEmpty ? .empty : "   ")
        + Line(DisplayText(key.title), Style(.text, .bold))
        + Line(DisplayText(" " + entry.1), .dim)
    }
  }
}
