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
      let value = Self.expanded(template, match, pattern)
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

  /// A template with its groups put in as Go does: `$1`, `${1}`, `$name`, `$$`; a name reaches as
  /// far as letters, digits and underscores do, and one that is no group is empty.
  private static func expanded(
    _ template: String, _ match: Pattern.Match, _ pattern: Pattern
  ) -> String {
    var text = ""
    var rest = template[...]
    while let character = rest.popFirst() {
      guard character == "$" else {
        text.append(character)
        continue
      }
      if rest.first == "$" {
        rest.removeFirst()
        text.append("$")
        continue
      }
      var after = rest
      let isBraced = after.first == "{"
      if isBraced { after.removeFirst() }
      let name = after.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      after = after.dropFirst(name.count)
      guard !name.isEmpty, !isBraced || after.popFirst() == "}" else {
        text.append("$")
        continue
      }
      rest = after
      let isNumber =
        name.utf8.allSatisfy { (48...57).contains($0) } && (name.count == 1 || name.first != "0")
      let number = isNumber ? Int(name) : pattern.group(named: String(name))
      if let number, match.groups.indices.contains(number) { text += match.groups[number] ?? "" }
    }
    return text
  }
}
