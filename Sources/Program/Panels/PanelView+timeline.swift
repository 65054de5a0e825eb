import Cells
import Dashboards
import Formats
import Text
import Times
import Widgets

// Panels of states over time: state timeline and status history.
extension PanelView {
  static func stateTimeline(_ content: PanelContent, _ options: StateTimelineOptions) -> Drawing {
    let model = StatesModel(
      content, merges: options.mergesValues, bridges: options.bridgedGap, areCells: false)
    guard !model.rows.isEmpty else { return nothing(of: content) }
    var widget = timeline(model, content)
    widget.texts = texts(options.showValue)
    widget.alignment =
      switch options.alignment {
      case .left: .left
      case .center: .center
      case .right: .right
      }
    widget.rowHeight = options.rowHeight
    widget.showsLegend = options.legend.isShown
    return Drawing(widget, trailing: worst(of: model, content))
  }

  static func statusHistory(_ content: PanelContent, _ options: StatusHistoryOptions) -> Drawing {
    let model = StatesModel(content, merges: false, bridges: 0, areCells: true)
    guard !model.rows.isEmpty else { return nothing(of: content) }
    var widget = timeline(model, content)
    widget.texts = texts(options.showValue)
    widget.alignment = .center
    widget.isSpaced = options.columnWidth < 1
    widget.rowHeight = options.rowHeight
    widget.showsLegend = options.legend.isShown
    return Drawing(widget, trailing: worst(of: model, content))
  }

  private static func timeline(_ model: StatesModel, _ content: PanelContent) -> StateTimeline {
    let width = max(1e-9, content.range.span.seconds)
    let from = content.range.from
    let inks = SeriesInks(model.states.map(\.text))
    var widget = StateTimeline(
      rows: model.rows.map { row in
        .init(
          name: content.glyphs.text(row.name, limit: 60),
          stretches: row.stretches.map { stretch in
            .init(
              from: (stretch.from - from).seconds / width,
              to: (stretch.to - from).seconds / width, state: stretch.state)
          })
      },
      states: model.states.map { state in
        .init(
          text: content.glyphs.text(state.text, limit: 40), ink: ink(of: state, inks, content),
          severity: state.severity)
      },
      scroll: content.scroll, xTicks: xTicks(in: content.range, content.calendar),
      glyphs: content.glyphs)
    widget.cursor = content.cursorTick
    return widget
  }

  /// The colour of a mapping or threshold; the strength of one colour where colours are
  /// continuous; else one by the text.
  private static func ink(
    of state: StatesModel.State, _ inks: SeriesInks, _ content: PanelContent
  ) -> Ink {
    if let color = state.color, let ink = GrafanaColor.ink(color) { return ink }
    if let fraction = state.fraction {
      return Ink(.series1, strength: UInt8(min(1, max(0, fraction)) * 75 + 25))
    }
    return inks[state.text]
  }

  private static func texts(_ visibility: ValueVisibility) -> StateTimeline.Texts {
    switch visibility {
    case .auto: .automatic
    case .always: .always
    case .never: .never
    }
  }

  /// `◆ 2 down`: how many rows are in the worst state now.
  private static func worst(of model: StatesModel, _ content: PanelContent) -> Line? {
    let last = model.rows.compactMap { row in row.stretches.last.map { model.states[$0.state] } }
    guard
      let state = last.filter({ $0.severity != nil }).max(by: {
        ($0.severity?.rawValue ?? 0) < ($1.severity?.rawValue ?? 0)
      }), let severity = state.severity
    else { return nil }
    let count = last.count { $0 == state }
    return Line(
      content.glyphs.sign(of: severity) + content.glyphs.text(" \(count) \(state.text)", limit: 24),
      Style(severity.role))
  }
}
