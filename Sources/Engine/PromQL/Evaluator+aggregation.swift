import Frames
import Lexemes
import PromQLSyntax

/// The series of one group, with its labels.
struct AggregationGroup {
  var labels: Labels
  /// Indices of the series.
  var members: [Int]
}

extension Evaluator {
  func aggregate(
    _ node: PlannedAggregation, over grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    let parameter = try node.parameter.map { plan throws(PromQLError) in
      try scalar(plan, over: grid)
    }
    let series = try evaluate(node.inner, over: grid)
    if node.op == .countValues { return try countValues(series, node, grid) }
    let groups = Self.groups(series, node)
    switch node.op {
    case .topk, .bottomk:
      return try ranked(series, groups, parameter ?? [], isTop: node.op == .topk, grid)
    case .quantile:
      return try overMoments(series, groups, grid) { values, step in
        values.quantile(parameter?[step] ?? .nan)
      }
    default:
      var result: [StepSeries] = []
      for group in groups {
        try hold(grid.count)
        let members = group.members.map { series[$0].values }
        result.append(
          StepSeries(labels: group.labels, values: node.op.values(of: members, grid.count)))
      }
      return result
    }
  }

  /// The groups in the order of their first series; a series is looked at once, not at each moment.
  static func groups(_ series: [StepSeries], _ node: PlannedAggregation) -> [AggregationGroup] {
    var places: [Labels: Int] = [:]
    var groups: [AggregationGroup] = []
    for (index, one) in series.enumerated() {
      let labels = node.groupLabels(of: one.labels)
      if let place = places[labels] {
        groups[place].members.append(index)
      } else {
        places[labels] = groups.count
        groups.append(AggregationGroup(labels: labels, members: [index]))
      }
    }
    return groups
  }

  /// One number of all values of a group at each moment.
  private func overMoments(
    _ series: [StepSeries], _ groups: [AggregationGroup], _ grid: Grid,
    _ function: ([Double], Int) -> Double
  ) throws(PromQLError) -> [StepSeries] {
    var result: [StepSeries] = []
    for group in groups {
      try hold(grid.count)
      var values = [Double].missing(grid.count)
      for step in 0..<grid.count {
        let present = group.members.compactMap { index -> Double? in
          let value = series[index].values[step]
          return value.isMissing ? nil : value
        }
        if !present.isEmpty { values[step] = function(present, step) }
        if present.count > 4096 { try checkInterruption() }
      }
      result.append(StepSeries(labels: group.labels, values: values))
    }
    return result
  }

  private func countValues(
    _ series: [StepSeries], _ node: PlannedAggregation, _ grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    guard node.label.isLabelName else {
      throw PromQLError(.execution, "invalid label name \(QuotedString.quoted(node.label))")
    }
    var node = node
    if !node.isWithout { node.grouping.append(node.label) }
    var places: [Labels: Int] = [:]
    var result: [StepSeries] = []
    for one in series {
      // A series has mostly the same few values.
      var placeOfValue: [UInt64: Int] = [:]
      for (step, value) in one.values.enumerated() where !value.isMissing {
        let place: Int
        if let known = placeOfValue[value.bitPattern] {
          place = known
        } else {
          let labels = node.groupLabels(of: one.labels.setting(node.label, value.plainText))
          if let known = places[labels] {
            place = known
          } else {
            try hold(grid.count)
            place = result.count
            places[labels] = place
            result.append(StepSeries(labels: labels, values: .missing(grid.count)))
          }
          placeOfValue[value.bitPattern] = place
        }
        let before = result[place].values[step]
        result[place].values[step] = before.isMissing ? 1 : before + 1
      }
    }
    return result
  }
}

extension PlannedAggregation {
  func groupLabels(of labels: Labels) -> Labels {
    isWithout ? labels.withoutName.dropping(grouping) : labels.keeping(grouping)
  }
}
