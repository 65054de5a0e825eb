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

  /// What makes values ready to show, dates by the panel's calendar.
  func processor(_ config: FieldConfig, range: ClosedRange<Double>? = nil) -> DisplayProcessor {
    DisplayProcessor(config, range: range, calendar: calendar, now: now)
  }
}
