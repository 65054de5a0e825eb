import Frames
import Patterns

extension Evaluator {
  func labelReplace(
    _ call: PlannedCall, over grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    guard call.texts.count == 4 else { return [] }
    let (target, template, origin, expression) =
      (call.texts[0], call.texts[1], call.texts[2], call.texts[3])
    var series = try evaluateFirst(call, over: grid)
    let pattern: Pattern
    do {
      pattern = try Pattern(re2: expression)
    } catch {
      throw PromQLError(
        .execution, "invalid regular expression in label_replace(): \(expression)")
    }
    guard target.isLabelName else {
      throw PromQLError(
        .execution, "invalid destination label name in label_replace(): \(target)")
    }
    for index in series.indices {
      let text = series[index].labels[origin] ?? ""
      guard let match = pattern.wholeMatch(of: text) else { continue }
      let value = pattern.expandedAsGo(template, match)
      series[index].labels = series[index].labels.setting(target, value)
    }
    return try series.merged()
  }

  func labelJoin(
    _ call: PlannedCall, over grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    guard call.texts.count >= 2 else { return [] }
    let (target, separator) = (call.texts[0], call.texts[1])
    let origins = call.texts.dropFirst(2)
    var series = try evaluateFirst(call, over: grid)
    for origin in origins where !origin.isLabelName {
      throw PromQLError(.execution, "invalid source label name in label_join(): \(origin)")
    }
    guard target.isLabelName else {
      throw PromQLError(.execution, "invalid destination label name in label_join(): \(target)")
    }
    for index in series.indices {
      let labels = series[index].labels
      let value = origins.map { labels[$0] ?? "" }.joined(separator: separator)
      series[index].labels = labels.setting(target, value)
    }
    return try series.merged()
  }
}
