package import Dashboards

/// The variables of a dashboard: what they are at first, and what a server's answer makes of them.
package enum Variables {
  /// What files have in place of a length when an interval follows from the range.
  static let autoInterval = "$__auto"

  /// The values that are known without asking. `overrides` are what the operator chose; `sources`
  /// are the configured sources of a type, by name and uid.
  package static func initial(
    of dashboard: Dashboard, overrides: [String: [String]],
    sources: (String) -> [Variable.Option] = { _ in [] }
  ) -> VariableValues {
    var values = VariableValues()
    for variable in dashboard.variables {
      values.values[variable.name] = value(
        of: variable, options: options(of: variable, sources), chosen: overrides[variable.name])
    }
    return values
  }

  /// The variables that a server must be asked for, each after those it refers to; one in a circle
  /// of references comes as it stands in the file.
  package static func askedInOrder(of dashboard: Dashboard) -> [Variable] {
    var left = dashboard.variables.filter(\.isAsked)
    var ordered: [Variable] = []
    while !left.isEmpty {
      let names = Set(left.map(\.name))
      let free = left.filter { variable in
        variable.references.isDisjoint(with: names.subtracting([variable.name]))
      }
      let next = free.isEmpty ? left : free
      ordered += next
      let taken = Set(next.map(\.name))
      left.removeAll { taken.contains($0.name) }
    }
    return ordered
  }

  /// True where nothing is known of a variable that panels could use before its options come.
  package static func mustBeAsked(_ variable: Variable, _ values: VariableValues) -> Bool {
    guard variable.isAsked, let value = values.values[variable.name] else { return false }
    return value.isAll ? value.allValue == nil : value.options.isEmpty
  }

  /// The variable's value once its options are known. `values` are those of the others, which its
  /// expression may name.
  package static func value(
    of variable: Variable, listed texts: [String], chosen: [String]?,
    _ values: VariableValues = VariableValues()
  ) -> VariableValues.Value {
    value(of: variable, options: options(of: variable, listed: texts, values), chosen: chosen)
  }

  /// All that a variable can be, as a server's answer tells.
  package static func options(
    of variable: Variable, listed texts: [String], _ values: VariableValues = VariableValues()
  ) -> [Variable.Option] {
    VariableOptions.cut(texts.map { .init(text: $0, value: $0) }, by: variable, values)
  }

  /// The options that a file or the settings give without a question.
  package static func options(
    of variable: Variable, _ sources: (String) -> [Variable.Option]
  ) -> [Variable.Option] {
    switch variable.kind {
    case .custom(let options): options
    case .constant(let text), .textBox(let text): [.init(text: text, value: text)]
    case .interval(let texts, let auto):
      (auto == nil ? [] : [.init(text: "auto", value: autoInterval)])
        + texts.map { .init(text: $0, value: $0) }
    case .dataSource(let type):
      VariableOptions.cut(sources(type), by: variable, VariableValues())
    case .query: variable.isAsked ? [] : variable.storedOptions
    case .unsupported: []
    }
  }

  /// What a variable stands for, of these options; the file's choice where `chosen` is `nil`.
  package static func value(
    of variable: Variable, options: [Variable.Option], chosen: [String]?
  ) -> VariableValues.Value {
    let choice = Choice(variable, options: options, chosen: chosen)
    var value = VariableValues.Value(
      options: choice.options, isAll: choice.isAll,
      allValue: choice.isAll ? variable.allValue : nil,
      isList: variable.isMulti || variable.includesAll, isArray: variable.isMulti || choice.isAll)
    if case .interval(_, let auto?) = variable.kind,
      choice.options.first?.value == autoInterval
    {
      value.auto = auto
    }
    return value
  }
}

/// Which of a variable's options hold.
private struct Choice {
  var options: [Variable.Option] = []
  var isAll = false

  init(_ variable: Variable, options: [Variable.Option], chosen: [String]?) {
    let wanted = (chosen ?? variable.current).map { text in
      // Old files have the variable's name behind it.
      text == Variables.autoInterval + "_interval_" + variable.name
        ? Variables.autoInterval : text
    }
    func typed(_ texts: [String]) -> [Variable.Option] {
      texts.map { .init(text: $0, value: $0) }
    }
    switch variable.kind {
    case .constant:
      self.options = options
      return
    case .textBox:
      self.options = wanted.isEmpty ? options : typed([wanted[0]])
      return
    default: break
    }
    let asksAll = wanted.contains { $0 == "$__all" || (chosen != nil && $0.lowercased() == "all") }
    if asksAll && variable.includesAll {
      (self.options, isAll) = (options, true)
      return
    }
    // By value first: what is one option's text may be another's value.
    var known = wanted.compactMap { text in
      options.first { $0.value == text } ?? options.first { $0.text == text }
    }
    if !variable.isMulti { known = Array(known.prefix(1)) }
    if !known.isEmpty {
      self.options = known
    } else if let chosen, !chosen.isEmpty, !asksAll {
      // What the operator typed holds though no server confirms it; so does what a file stored,
      // until options come.
      self.options = typed(chosen)
    } else if options.isEmpty, !wanted.isEmpty, !asksAll {
      self.options = typed(wanted)
    } else if variable.includesAll {
      (self.options, isAll) = (options, true)
    } else {
      self.options = Array(options.prefix(1))
    }
  }
}

extension Variable {
  /// True where a server gives the options: always, unless the file says that its own hold.
  package var isAsked: Bool {
    guard case .query = kind else { return false }
    return refresh != .never || storedOptions.isEmpty
  }
}
