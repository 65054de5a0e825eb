package import Panels
package import Times

/// What the axes of a chart spanned at its last refreshes: scales grow at once and shrink only
/// after a while, so that a plot does not jump.
package struct ScaleMemory: Hashable, Sendable {
  /// What must stay the same for the scales to be comparable.
  package struct Question: Hashable, Sendable {
    package var span: Span
    /// Where a range begins that does not move on with the clock.
    package var start: Instant?
    package var expressions: [String]
  }

  /// A scale shrinks after so many refreshes that do not need it.
  private static let refreshes = 5

  private var question: Question?
  private var scales: [ChartScales] = []
  private var lastRefresh: Int?

  package init() {}

  /// What the axes have to span besides the data.
  package var held: ChartScales? {
    scales.isEmpty ? nil : scales.reduce(ChartScales()) { $0.union($1) }
  }

  /// Takes in the scales of an answer; those of one refresh replace each other.
  package mutating func remember(_ new: ChartScales, of question: Question, refresh: Int) {
    if self.question != question {
      self.question = question
      scales = []
    } else if lastRefresh == refresh, !scales.isEmpty {
      scales.removeLast()
    }
    lastRefresh = refresh
    scales = (scales + [new]).suffix(Self.refreshes)
  }
}

extension State {
  /// Keeps what the axes of a panel span once all answers of a refresh came.
  mutating func rememberScales(of panel: Int, refresh: Int) {
    guard let state = currentView.panels[panel], !state.isAwaiting,
      let content = content(of: panel),
      let scales = PanelView.scales(of: content)
    else { return }
    let question = ScaleMemory.Question(
      span: content.range.span, start: selection.isLive ? nil : content.range.from,
      expressions: state.orderedTargets.map(\.expression))
    currentView.panels[panel]?.scales.remember(scales, of: question, refresh: refresh)
  }
}
