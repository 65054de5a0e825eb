import Formats
import Frames
import Transforms

extension PanelContent {
  /// The answers after the panel's transformations, each field with its name and its config: what
  /// every kind of panel is drawn from.
  var resolvedFrames: [ResolvedFrame] {
    ResolvedFrame.resolve(
      Transformation.apply(panel.transformations, to: frames.map(\.withLinesAsFields)).frames,
      defaults: panel.fieldConfig, overrides: panel.overrides)
  }

  /// The layout's text for an answer without anything, of panels of values.
  var noValue: String? {
    guard case .noData(let queries) = status, !queries.isEmpty,
      let text = panel.fieldConfig.noValue, !text.isEmpty
    else { return nil }
    switch panel.kind {
    case .stat, .gauge, .barGauge, .table: return text
    default: return nil
    }
  }

  /// What makes values ready to show, dates by the panel's calendar.
  func processor(_ config: FieldConfig, range: ClosedRange<Double>? = nil) -> DisplayProcessor {
    DisplayProcessor(config, range: range, calendar: calendar, now: now)
  }
}
