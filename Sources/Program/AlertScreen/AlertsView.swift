package import Alerts
package import Cells
package import DataSources
package import Frames
package import Matchers
import Silences
package import Times
import Widgets

/// The alerts on the whole screen: what is chosen, marked and open. What there is to see is the
/// desk's.
package struct AlertsView: Sendable {
  package enum Order: String, Hashable, Sendable, CaseIterable {
    case severity, age, name
  }

  package struct Surroundings: Hashable, Sendable {
    package var now: Instant
    package var width: Int
    package var height: Int
    package var glyphs: GlyphSet
    package var calendar: Calendar

    package init(
      now: Instant, width: Int, height: Int, glyphs: GlyphSet, calendar: Calendar
    ) {
      self.now = now
      self.width = width
      self.height = height
      self.glyphs = glyphs
      self.calendar = calendar
    }
  }

  enum Row: Hashable, Sendable {
    case group(String, count: Int)
    /// A place in the desk's alerts.
    case alert(Int)
    /// A place in `silences`.
    case silence(Int)
  }

  /// What rows stand for, so that the selection follows its row.
  enum RowKey: Hashable, Sendable {
    case group(String)
    case alert(Labels)
    case silence(String)
  }

  package var surroundings: Surroundings
  package internal(set) var order = Order.severity
  package internal(set) var isReversed = false
  /// The label that the rows are grouped by.
  package internal(set) var grouping: String?
  package internal(set) var filter = MatcherSet([])
  package internal(set) var filterText = ""
  package internal(set) var marks: Set<Labels> = []
  package internal(set) var showsSilences = false
  package internal(set) var isDetailOpen = false
  package internal(set) var prompt: AlertPrompt?
  var rows: [Row] = []
  var silences: [Silence] = []
  /// How many alerts each silence holds, by id.
  var holding: [String: Int] = [:]
  var selected: RowKey?
  var selection = 0
  var scroll = 0
  var detailScroll = 0
  /// What the rows were made of.
  private var made: Signature?

  private struct Signature: Hashable {
    var generation: Int
    var order: Order
    var isReversed: Bool
    var grouping: String?
    var filter: MatcherSet
    var showsSilences: Bool
  }

  package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  /// The keys go into a text.
  package var takesText: Bool { prompt != nil }

  /// Makes the rows anew where something has changed.
  package mutating func arrange(_ desk: AlertDesk) {
    let signature = Signature(
      generation: desk.generation, order: order, isReversed: isReversed, grouping: grouping,
      filter: filter, showsSilences: showsSilences)
    guard made != signature else { return }
    made = signature
    if showsSilences { arrangeSilences(desk) } else { arrangeAlerts(desk) }
    if let selected, let place = place(of: selected, desk) {
      selection = place
      self.selected = key(of: rows[place], desk)
    } else {
      selection = max(0, min(selection, rows.count - 1))
      selected = rows.indices.contains(selection) ? key(of: rows[selection], desk) : nil
    }
    reveal()
    let there = Set(desk.alerts.map(\.labels))
    marks.formIntersection(there)
    if case .audit? = prompt, desk.auditProblem == nil { prompt = nil }
    if let problem = desk.auditProblem, prompt == nil { prompt = .audit(problem.reason) }
  }

  private mutating func arrangeAlerts(_ desk: AlertDesk) {
    let places = desk.alerts.indices.filter {
      desk.alerts[$0].state != .inactive && filter.matches(desk.alerts[$0].labels)
    }
    let standings = places.map { desk.standing(of: desk.alerts[$0]) }
    var order = Array(zip(places, standings))
    order.sort { precedes($0, $1, desk) }
    guard let grouping else {
      rows = order.map { .alert($0.0) }
      return
    }
    var groups: [String: [Int]] = [:]
    var names: [String] = []
    for (place, _) in order {
      let name = desk.alerts[place].labels[grouping] ?? ""
      if groups[name] == nil { names.append(name) }
      groups[name, default: []].append(place)
    }
    rows = names.flatMap { name -> [Row] in
      let members = groups[name] ?? []
      return [.group(name, count: members.count)] + members.map { .alert($0) }
    }
  }

  private func precedes(
    _ left: (Int, AlertStanding), _ right: (Int, AlertStanding), _ desk: AlertDesk
  ) -> Bool {
    let (a, b) = isReversed ? (right, left) : (left, right)
    let (one, two) = (desk.alerts[a.0], desk.alerts[b.0])
    switch order {
    case .severity:
      // What asks for somebody stands first, then the worst.
      if a.1 != b.1 { return a.1 < b.1 }
      if one.severity != two.severity { return one.severity < two.severity }
    case .age:
      let (x, y) = (one.since?.nanoseconds ?? .max, two.since?.nanoseconds ?? .max)
      if x != y { return x > y }
    case .name: break
    }
    // The desk's own order goes by name within what is equal.
    if order == .name, one.name != two.name { return one.name < two.name }
    return a.0 < b.0
  }

  private mutating func arrangeSilences(_ desk: AlertDesk) {
    let order: [Silence.State] = [.active, .pending, .expired]
    func rank(_ silence: Silence) -> (Int, Int64) {
      (order.firstIndex(of: silence.state) ?? 0, silence.endsAt?.nanoseconds ?? 0)
    }
    silences = desk.silences.values.sorted {
      let (a, b) = (rank($0), rank($1))
      if a.0 != b.0 { return a.0 < b.0 }
      // Of what is over the latest first, of what is not what ends soonest.
      if a.1 != b.1 { return a.0 == 2 ? a.1 > b.1 : a.1 < b.1 }
      return $0.id < $1.id
    }
    holding = [:]
    for silence in silences where silence.state == .active {
      holding[silence.id] = desk.alerts.count { $0.state == .firing && silence.holds($0.labels) }
    }
    rows = silences.indices.map { .silence($0) }
  }

  /// The row of what was chosen; an alert may have more labels now.
  private func place(of selected: RowKey, _ desk: AlertDesk) -> Int? {
    if let place = rows.firstIndex(where: { key(of: $0, desk) == selected }) { return place }
    guard case .alert(let labels) = selected else { return nil }
    return rows.firstIndex { row in
      guard case .alert(let place) = row else { return false }
      return desk.alerts[place].has(labels)
    }
  }

  func key(of row: Row, _ desk: AlertDesk) -> RowKey {
    switch row {
    case .group(let name, _): .group(name)
    case .alert(let place): .alert(desk.alerts[place].labels)
    case .silence(let place): .silence(silences[place].id)
    }
  }

  /// The alert under the cursor.
  package func alert(_ desk: AlertDesk) -> Alert? {
    guard rows.indices.contains(selection), case .alert(let place) = rows[selection],
      desk.alerts.indices.contains(place)
    else { return nil }
    return desk.alerts[place]
  }

  package var silence: Silence? {
    guard rows.indices.contains(selection), case .silence(let place) = rows[selection] else {
      return nil
    }
    return silences[place]
  }

  /// The marked alerts, or the one under the cursor; on a group's row all of the group.
  package func chosen(_ desk: AlertDesk) -> [Alert] {
    if !marks.isEmpty { return desk.alerts.filter { marks.contains($0.labels) } }
    if let alert = alert(desk) { return [alert] }
    guard rows.indices.contains(selection), case .group(let name, _) = rows[selection],
      let grouping
    else { return [] }
    return rows.compactMap { row in
      guard case .alert(let place) = row else { return nil }
      let alert = desk.alerts[place]
      return (alert.labels[grouping] ?? "") == name ? alert : nil
    }
  }

  /// Moves the cursor by rows; `.max` is the end.
  package mutating func move(by count: Int, _ desk: AlertDesk) {
    if isDetailOpen, surroundings.width < 100 {
      detailScroll = max(0, min(detailScroll + max(-1000, min(1000, count)), 500))
      return
    }
    guard !rows.isEmpty else { return }
    let (next, overflow) = selection.addingReportingOverflow(count)
    selection = max(0, min(overflow ? (count > 0 ? rows.count - 1 : 0) : next, rows.count - 1))
    selected = key(of: rows[selection], desk)
    detailScroll = 0
    reveal()
  }

  /// Puts the cursor on an alert.
  package mutating func select(_ labels: Labels, _ desk: AlertDesk) {
    guard let place = place(of: .alert(labels), desk) else { return }
    selection = place
    selected = key(of: rows[place], desk)
    reveal()
  }

  /// The rows of the list in sight.
  var listHeight: Int { max(1, surroundings.height - 3 - previewHeight) }

  mutating func reveal() {
    scroll = max(min(scroll, selection), selection - (listHeight - 1))
    scroll = max(0, min(scroll, rows.count - listHeight))
  }
}
