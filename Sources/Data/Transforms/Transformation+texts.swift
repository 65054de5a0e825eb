extension Transformation {
  /// The same with the texts in which Grafana allows variables filled in.
  package func filled(_ fill: (String) -> String) -> Transformation {
    switch self {
    case .calculateField(var calculate):
      calculate.alias = calculate.alias.map(fill)
      calculate.mode = calculate.mode.filled(fill)
      return .calculateField(calculate)
    case .filterByValue(var filter):
      for index in filter.filters.indices {
        filter.filters[index].test = filter.filters[index].test.filled(fill)
      }
      return .filterByValue(filter)
    case .filterFieldsByName(var filter):
      filter.include = filter.include?.filled(fill)
      filter.exclude = filter.exclude?.filled(fill)
      return .filterFieldsByName(filter)
    case .sortBy(var sort):
      sort.field = fill(sort.field)
      return .sortBy(sort)
    case .organize(var organize):
      organize.renameByName = organize.renameByName.mapValues(fill)
      return .organize(organize)
    case .filtered(let refIDs, let inner): return .filtered(refIDs: refIDs, inner.filled(fill))
    // Patterns hold dollars of their own.
    case .concatenate, .configFromData, .convertFieldType, .extractFields, .filterByRefID,
      .groupBy, .groupingToMatrix, .joinByField, .labelsToFields, .limit, .merge, .reduce,
      .renameByRegex, .rowsToFields, .seriesToRows, .timeSeriesTable, .transpose, .unknown:
      return self
    }
  }
}

extension Transformation.CalculateField.Mode {
  fileprivate func filled(_ fill: (String) -> String) -> Self {
    guard case .binary(let left, let op, let right) = self else { return self }
    func filled(_ operand: Transformation.CalculateField.Operand)
      -> Transformation.CalculateField.Operand
    {
      if case .field(let name) = operand { .field(fill(name)) } else { operand }
    }
    return .binary(filled(left), op, filled(right))
  }
}

extension Transformation.FilterByValue.Test {
  fileprivate func filled(_ fill: (String) -> String) -> Self {
    switch self {
    case .equal(.string(let text)): .equal(.string(fill(text)))
    case .notEqual(.string(let text)): .notEqual(.string(fill(text)))
    case .substring(let text): .substring(fill(text))
    case .notSubstring(let text): .notSubstring(fill(text))
    default: self
    }
  }
}

extension Transformation.FilterFieldsByName.Selection {
  fileprivate func filled(_ fill: (String) -> String) -> Self {
    Self(names: names, pattern: pattern, variable: variable.map(fill))
  }
}
