import Formats
import Frames
import Times
import Widgets

extension ChartSeries.Entry {
  /// The points over a range. A missing sample is a gap, unless the config bridges it or takes it
  /// for zero.
  func points(in range: TimeRange, step: Span) -> [PlotSeries.Point] {
    let width = max(1e-9, range.span.seconds)
    let bridge = bridge(step.seconds)
    let isZero = config.nulls == .zero
    var points: [PlotSeries.Point] = []
    points.reserveCapacity(values.count)
    var last: Instant?
    for (time, value) in zip(times, values) {
      guard let value = known(value) else { continue }
      let x = (time - range.from).seconds / width
      if let last, (time - last).seconds > bridge {
        let near = step.seconds / width
        if isZero {
          points.append(.init(x: (last - range.from).seconds / width + near, y: 0))
          points.append(.init(x: x - near, y: 0))
        } else {
          points.append(.init(x: x, y: nil))
        }
      }
      points.append(.init(x: x, y: drawn(value)))
      last = time
    }
    return config.custom.transform == .constant ? constant(points) : points
  }

  /// The longest way between two samples that is drawn, in seconds.
  private func bridge(_ step: Double) -> Double {
    let custom = config.custom
    var longest = step * 1.5
    switch custom.spanNulls ?? .never {
    case .never: break
    case .always: longest = .infinity
    case .upTo(let milliseconds): longest = max(longest, milliseconds / 1000)
    }
    if let least = custom.insertNulls, least > 0 { longest = min(longest, least / 1000) }
    return longest
  }

  private func known(_ value: Double?) -> Double? {
    guard let value, value.isFinite else { return config.nulls == .zero ? 0 : nil }
    return value
  }

  private func drawn(_ value: Double) -> Double {
    config.custom.transform == .negativeY ? -value : value
  }

  /// The first value, from edge to edge.
  private func constant(_ points: [PlotSeries.Point]) -> [PlotSeries.Point] {
    guard let first = points.first?.y else { return [] }
    return [.init(x: 0, y: first), .init(x: 1, y: first)]
  }

  /// How the series is drawn, by its config.
  func style(stack: Int?) -> PlotStyle {
    let custom = config.custom
    let form: PlotStyle.Form =
      switch custom.drawStyle ?? .line {
      case .line: .line
      case .bars: .bars
      case .points: .points
      }
    let interpolation: PlotStyle.Interpolation =
      switch custom.lineInterpolation ?? .linear {
      case .linear, .smooth: .linear
      case .stepBefore: .stepBefore
      case .stepAfter: .stepAfter
      }
    let alignment: PlotStyle.Alignment =
      switch custom.barAlignment ?? 0 {
      case ..<0: .before
      case 0: .center
      default: .after
      }
    var style = PlotStyle(
      form, interpolation: interpolation, fill: custom.fillOpacity ?? 0, stack: stack,
      barWidth: custom.barWidthFactor ?? 0.6, barAlignment: alignment)
    style.isDashed = custom.lineStyle == .dash || custom.lineStyle == .dot
    if form == .line, let width = custom.lineWidth, width <= 0 {
      // A line of no width is its area, or else its points.
      if style.fill > 0 { style.hidesLine = true } else { style.form = .points }
    }
    return style
  }
}
