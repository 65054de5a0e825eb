package import Cells
package import Dashboards
import Formats
import Frames
import Markup
import Text
import Transforms
package import Widgets

/// Panels as widgets: what `PanelContent` says, drawn.
package enum PanelView {
  /// The panel's title row and content for an area of so many cells.
  package static func box(for content: PanelContent, width: Int, height: Int) -> PanelBox {
    var pictures = Pictures()
    return pictures.box(
      for: content, at: .init(view: 0, panel: content.panel.id), width: width, height: height)
  }

  /// The panel's title row over a content that is drawn.
  static func box(
    for content: PanelContent, width: Int, content widget: any Widget, trailing: Line?
  ) -> PanelBox {
    PanelBox(
      title: title(of: content, width: width),
      subtitle: subtitle(of: content.panel, width: width), badges: badges(of: content),
      trailing: state(of: content) ?? trailing,
      isFocused: content.isFocused, isStale: content.isStale, glyphs: content.glyphs,
      content: widget)
  }

  /// Dots that a plot of this width tells apart, for the points a query asks for.
  package static func plotDots(for panel: Panel, width: Int, glyphs: GlyphSet) -> Int {
    switch panel.kind {
    case .timeSeries: max(10, (width - 6) * (glyphs == .full ? 2 : 1))
    case .barChart: max(10, width / 4)
    case .heatmap, .stateTimeline: max(10, width)
    case .statusHistory: max(10, width / 2)
    // As many samples as a histogram counts in the web.
    case .histogram: 500
    default: max(10, min(100, width))
    }
  }

  /// Rows that the cursor can go through; 0 for panels without any.
  package static func rowCount(_ content: PanelContent) -> Int {
    if case .alertList(let options) = content.panel.kind {
      return options.isCount ? 0 : content.shownAlerts.count
    }
    guard !content.frames.isEmpty else { return 0 }
    switch content.panel.kind {
    case .table, .traces: return TableModel.rowCount(content)
    case .logs(let options): return LogsModel(content, options).rows.count
    default: return 0
    }
  }

  /// A short description is the subtitle; a long one is help, and not drawn.
  private static func subtitle(of panel: Panel, width: Int) -> DisplayText? {
    guard let description = panel.description?.prefix(while: { !$0.isNewline }),
      !description.isEmpty, description.count <= 40
    else { return nil }
    return DisplayText(description)
  }

  /// What a kind draws, and what stands at the right of its title while all is well.
  struct Drawing {
    var widget: any Widget
    var trailing: Line?

    init(_ widget: any Widget, trailing: Line? = nil) {
      self.widget = widget
      self.trailing = trailing
    }
  }

  /// The inside of a panel, which is kept while its content stays the same: `Pictures` says what
  /// of a content counts, and hands in no more.
  static func drawing(of content: PanelContent, width: Int, height: Int) -> Drawing {
    if let message = message(for: content, width: width) { return Drawing(message) }
    switch content.panel.kind {
    case .timeSeries(let options): return timeSeries(content, options, height: height)
    case .stat(let options): return stat(content, options)
    case .gauge(let options): return gauge(content, options)
    case .barGauge(let options): return barGauge(content, options)
    case .table(let options), .traces(let options): return table(content, options)
    case .barChart(let options): return barChart(content, options)
    case .text(let options): return text(content, options, width: width, height: height)
    case .row(let collapsed, let panels): return row(content, collapsed, panels.count)
    case .heatmap(let options): return heatmap(content, options)
    case .histogram(let options): return histogram(content, options)
    case .pie(let options): return pie(content, options)
    case .stateTimeline(let options): return stateTimeline(content, options)
    case .statusHistory(let options): return statusHistory(content, options)
    case .logs(let options): return logs(content, options)
    case .alertList(let options):
      return alertList(content, options, width: width, height: height)
    case .unsupported(let type):
      let name = type.isEmpty ? "none" : content.glyphs.text(type, limit: 60)
      return Drawing(UnsupportedBox(type: name, glyphs: content.glyphs))
    }
  }
}

extension PanelContent {
  /// Frames that a failing source gave before.
  var isStale: Bool {
    if case .failed = status { return hasData }
    return isOld && hasData
  }

  var hasData: Bool { frames.contains { $0.rowCount > 0 } }
}
