package import Cells
package import Times
package import Widgets

/// A list to choose from with a line to write in: what all pickers and the palette have in common.
/// It knows what is chosen, not what the choice does.
package struct Picker: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    case range, interval, context, theme, palette, variables, links, exemplars
    /// The values of a variable, by its name.
    case variable(String)
    /// The series of a panel.
    case series(panel: Int)
    /// The text that rows of a panel must have.
    case filter(panel: Int)
  }

  package var subject: Subject
  package var title: String
  /// Stands in the empty line.
  package var hint: String
  package var items: [Item]
  package var input: TextField
  /// Several can be marked; Space does it.
  package var isMulti = false
  /// What is written can be taken itself, not only found.
  package var takesText = false
  /// What is wrong with what is written, or with the choices.
  package var problem: String?
  /// What would be taken, in other words.
  package var note: String?
  /// Said where there are no choices.
  package var emptyText = "nothing matches"
  /// The places of the items that match what is written, best first.
  package private(set) var shown: [Int]
  /// A place in `shown`; `nil` where the text itself is taken.
  package private(set) var selection: Int?
  package private(set) var scroll = 0
  /// The selection was moved since something was written.
  package private(set) var hasMoved = false
  /// A mark was changed since the picker opened.
  package private(set) var hasMarked = false
  /// It was opened from another picker, which leaving it goes back to.
  package var isNested = false
  /// What holds again when it is left, where choices show at once.
  package var restored: String?
  package var hiddenBefore: Set<String> = []

  package struct Item: Hashable, Sendable {
    package var choice: Choice
    package var title: String
    package var detail: String
    /// The key that does the same at once.
    package var key: String
    package var isMarked: Bool?

    package init(
      _ choice: Choice, _ title: String, detail: String = "", key: String = "",
      isMarked: Bool? = nil
    ) {
      self.choice = choice
      self.title = title
      self.detail = detail
      self.key = key
      self.isMarked = isMarked
    }
  }

  /// What an item stands for.
  package enum Choice: Hashable, Sendable {
    /// As it could be written: `now-6h to now`.
    case range(String)
    /// `nil` is no refresh at all.
    case interval(Span?)
    case context(String)
    case theme(String)
    case variable(String)
    /// All values of a variable, also those to come.
    case all
    case value(String)
    case series(String)
    case view(Int)
    /// A layout, by its name.
    case dashboard(String)
    /// A runbook, by its name.
    case runbook(String)
    case panel(Int)
    case command(Command)
    /// An address, its variables filled in.
    case link(String)
    /// The trace of an exemplar, by its id.
    case trace(String)
    /// The dashboards of a link to tags, by its place among those of the dashboard.
    case tagged(Int)
  }

  package init(
    _ subject: Subject, title: String, hint: String = "type to search", items: [Item],
    text: String = "", selecting isChosen: (Item) -> Bool = { _ in false }
  ) {
    self.subject = subject
    self.title = title
    self.hint = hint
    self.items = items
    input = TextField(text)
    shown = Array(items.indices)
    selection = items.firstIndex(where: isChosen) ?? (items.isEmpty ? nil : 0)
  }

  /// The item under the cursor.
  package var selected: Item? { selection.map { items[shown[$0]] } }

  /// Writes; the first of what matches is selected then. False for a key that writes nothing.
  package mutating func edit(_ key: Key) -> Bool {
    let before = input.text
    guard input.edit(key) else { return false }
    if input.text != before { filter() }
    return true
  }

  /// Finds anew what matches the text, as after a change of the items.
  package mutating func filter() {
    shown = FuzzyFilter.places(
      of: input.text, in: items.map { $0.detail.isEmpty ? $0.title : $0.title + " " + $0.detail })
    selection = shown.isEmpty ? nil : 0
    scroll = 0
    hasMoved = false
  }

  /// Selects nothing, for the text itself is meant.
  package mutating func selectNone() { selection = nil }

  /// Moves the selection by rows, so that it stays in sight of so many; `.max` is the end.
  package mutating func move(by rows: Int, height: Int) {
    guard !shown.isEmpty else { return }
    hasMoved = true
    let last = shown.count - 1
    let (next, overflow) = (selection ?? (rows > 0 ? -1 : shown.count))
      .addingReportingOverflow(rows)
    selection = min(max(0, overflow ? (rows > 0 ? last : 0) : next), last)
    reveal(height: height)
  }

  /// Scrolls just so far that the selection is in sight.
  package mutating func reveal(height: Int) {
    guard let selection else { return }
    scroll = max(min(scroll, selection), selection - max(0, height - 1))
    scroll = max(0, min(scroll, shown.count - max(1, height)))
  }

  /// Marks the selected item, or takes its mark back; All and single values exclude each other.
  package mutating func toggleMark() {
    guard isMulti, let selection else { return }
    let place = shown[selection]
    hasMarked = true
    let isMarked = !(items[place].isMarked ?? false)
    items[place].isMarked = isMarked
    guard isMarked, items.contains(where: { $0.choice == .all }) else { return }
    let marksAll = items[place].choice == .all
    for other in items.indices where other != place {
      if marksAll != (items[other].choice == .all) { items[other].isMarked = false }
    }
  }

  /// Has other items now; what is written and the selection stay where they can.
  package mutating func replace(_ items: [Item], selecting choice: Choice?) {
    let wasMoved = hasMoved
    self.items = items
    filter()
    guard let choice, let place = shown.firstIndex(where: { items[$0].choice == choice }) else {
      return
    }
    (selection, hasMoved) = (place, wasMoved)
  }

  /// Marks items and takes marks back; those that the function knows nothing of stay.
  package mutating func mark(_ isMarked: (Item) -> Bool?) {
    hasMarked = true
    for index in items.indices {
      if let mark = isMarked(items[index]) { items[index].isMarked = mark }
    }
  }

  package var marked: [Item] { items.filter { $0.isMarked ?? false } }
}
