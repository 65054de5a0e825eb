import Frames
import PromQLSyntax

extension VectorMatching {
  /// The labels that series of both sides must have alike.
  func signature(of labels: Labels) -> Labels {
    isOn ? labels.keeping(self.labels) : labels.withoutName.dropping(self.labels)
  }

  /// The labels of what a pair gives; `many` is the left one where each has one partner.
  func result(_ many: Labels, _ one: Labels, _ op: BinaryOperator, returnBool: Bool) -> Labels {
    var labels = op.dropsName ? many.withoutName : many
    if cardinality == .oneToOne {
      labels = isOn ? labels.keeping(self.labels) : labels.dropping(self.labels)
    }
    for name in include { labels = labels.setting(name, one[name] ?? "") }
    return returnBool ? labels.withoutName : labels
  }
}

extension Evaluator {
  /// Combines each series with a scalar.
  func combine(
    _ op: BinaryOperator, _ vector: Plan, withScalar scalar: Plan, isLeft: Bool, returnBool: Bool,
    over grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    // In the order written: where both fail the first is told.
    let early = isLeft ? try self.scalar(scalar, over: grid) : nil
    var series = try evaluate(vector, over: grid)
    let numbers: [Double]
    if let early { numbers = early } else { numbers = try self.scalar(scalar, over: grid) }
    let dropsName = op.dropsName || returnBool
    let differ = !dropsName || series.haveOneName
    for index in series.indices {
      if dropsName { series[index].labels = series[index].labels.withoutName }
      for step in 0..<grid.count where !series[index].values[step].isMissing {
        let value = series[index].values[step]
        let (left, right) = isLeft ? (numbers[step], value) : (value, numbers[step])
        if op.isComparison {
          // The vector's value is what stays, whichever side it stands on.
          let holds = op.holds(left, right)
          series[index].values[step] = returnBool ? (holds ? 1 : 0) : holds ? value : .missing
        } else {
          series[index].values[step] = op.sample(left, right) ?? .missing
        }
      }
    }
    if op.isComparison, !returnBool { series.removeAll(where: \.isEmpty) }
    return differ ? series : try series.merged()
  }

  /// Combines the series of two vectors that match.
  func match(
    _ op: BinaryOperator, _ left: [StepSeries], _ right: [StepSeries],
    _ matching: VectorMatching, returnBool: Bool, over grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    guard !left.isEmpty, !right.isEmpty else { return [] }
    // The many are on the left from here on.
    let isSwapped = matching.cardinality == .oneToMany
    let (many, ones) = isSwapped ? (right, left) : (left, right)
    var groups: [Labels: Int] = [:]
    var onesOfGroup: [[Int]] = []
    for (index, one) in ones.enumerated() {
      let signature = matching.signature(of: one.labels)
      if let group = groups[signature] {
        onesOfGroup[group].append(index)
      } else {
        groups[signature] = onesOfGroup.count
        onesOfGroup.append([index])
      }
    }
    try refuseDuplicates(onesOfGroup, ones, many, matching, isSwapped: isSwapped, grid)
    var results: [StepSeries] = []
    var groupOfResult: [Int] = []
    for series in many {
      guard let group = groups[matching.signature(of: series.labels)] else { continue }
      for index in onesOfGroup[group] {
        let one = ones[index]
        var values = [Double].missing(grid.count)
        var isEmpty = true
        for step in 0..<grid.count {
          let (a, b) = (series.values[step], one.values[step])
          guard !a.isMissing, !b.isMissing else { continue }
          let (left, right) = isSwapped ? (b, a) : (a, b)
          if returnBool {
            values[step] = op.holds(left, right) ? 1 : 0
          } else if let value = op.sample(left, right) {
            values[step] = value
          } else {
            continue
          }
          isEmpty = false
        }
        if isEmpty { continue }
        try hold(grid.count)
        let labels = matching.result(series.labels, one.labels, op, returnBool: returnBool)
        results.append(StepSeries(labels: labels, values: values))
        groupOfResult.append(group)
      }
    }
    try refuseMultiple(results, groupOfResult, matching, grid)
    return try results.merged()
  }

  /// Refuses two series of the side of one that match alike at a moment where there are partners.
  private func refuseDuplicates(
    _ onesOfGroup: [[Int]], _ ones: [StepSeries], _ many: [StepSeries],
    _ matching: VectorMatching, isSwapped: Bool, _ grid: Grid
  ) throws(PromQLError) {
    guard onesOfGroup.contains(where: { $0.count > 1 }) else { return }
    var hasMany = [Bool](repeating: false, count: grid.count)
    for series in many {
      for step in 0..<grid.count where !series.values[step].isMissing { hasMany[step] = true }
    }
    for group in onesOfGroup where group.count > 1 {
      for step in 0..<grid.count where hasMany[step] {
        let present = group.filter { !ones[$0].values[step].isMissing }
        guard present.count > 1 else { continue }
        let (first, second) = (ones[present[0]].labels, ones[present[1]].labels)
        throw PromQLError(
          .execution,
          "found duplicate series for the match group "
            + "\(matching.signature(of: first).braced) on the \(isSwapped ? "left" : "right") "
            + "hand-side of the operation: [\(second.braced), \(first.braced)]"
            + ";many-to-many matching not allowed: matching labels must be unique on one side")
      }
    }
  }

  /// Refuses two results at one moment that nothing tells apart.
  private func refuseMultiple(
    _ results: [StepSeries], _ groups: [Int], _ matching: VectorMatching, _ grid: Grid
  ) throws(PromQLError) {
    /// What no two results of one moment may share.
    struct Key: Hashable {
      var group: Int
      var labels: Labels?
    }
    let isOneToOne = matching.cardinality == .oneToOne
    var first: [Key: Int] = [:]
    var taken: [Key: [Bool]] = [:]
    for (index, result) in results.enumerated() {
      let key = Key(group: groups[index], labels: isOneToOne ? nil : result.labels)
      guard let other = first[key] else {
        first[key] = index
        continue
      }
      var marks = taken[key] ?? results[other].values.map { !$0.isMissing }
      for step in 0..<grid.count where !result.values[step].isMissing {
        guard !marks[step] else {
          throw PromQLError(
            .execution,
            isOneToOne
              ? "multiple matches for labels: many-to-one matching must be explicit "
                + "(group_left/group_right)"
              : "multiple matches for labels: grouping labels must ensure unique matches")
        }
        marks[step] = true
      }
      taken[key] = marks
    }
  }

  /// Combines two vectors as sets, by the labels that they match on.
  func combine(
    _ op: BinaryOperator, _ left: [StepSeries], _ right: [StepSeries],
    _ matching: VectorMatching, over grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    // Of one side only what has no partner is taken, for `and` what has.
    let (kept, asked) = op == .or ? (right, left) : (left, right)
    var presence: [Labels: [Bool]] = [:]
    for series in asked {
      let signature = matching.signature(of: series.labels)
      var marks = presence[signature] ?? [Bool](repeating: false, count: grid.count)
      for step in 0..<grid.count where !series.values[step].isMissing { marks[step] = true }
      presence[signature] = marks
    }
    var result = op == .or ? left : []
    for series in kept {
      let marks = presence[matching.signature(of: series.labels)]
      if marks == nil, op == .and { continue }
      var series = series
      if let marks {
        for step in 0..<grid.count where marks[step] != (op == .and) {
          series.values[step] = .missing
        }
      }
      if series.isEmpty { continue }
      try hold(grid.count)
      result.append(series)
    }
    return op == .or ? try result.merged() : result
  }
}
