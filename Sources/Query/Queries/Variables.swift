package import Dashboards
import Patterns

/// The variables of a dashboard: what they are at first, and what a server's answer makes of them.
package enum Variables {
  /// What files have in place of a length when an interval follows from the range.
  private static let autoInterval = "$__auto"

  /// The values that are known without asking. `overrides` are what the operator chose.
  package static func initial(
    of dashboard: Dashboard, overrides: [String: [String]]
  ) -> VariableValues {
    var values = VariableValues()
    for variable in dashboard.variables {
      values.values[variable.name] = value(
        of: variable, options: options(of: variable), chosen: overrides[variable.name])
    }
    return values
  }

  /// The variables that a server must be asked for, each after those it refers to; one in a circle
  /// of references comes as it stands in the file.
  package static func askedInOrder(of dashboard: Dashboard) -> [Variable] {
    var left = dashboard.variables.filter { if case .query = $0.kind { true } else { false } }
    var ordered: [Variable] = []
    while !left.isEmpty {
      let names = Set(left.map(\.name))
      let free = left.filter { variable in
        references(of: variable).isDisjoint(with: names.subtracting([variable.name]))
      }
      let next = free.isEmpty ? left : free
      ordered += next
      left.removeAll { variable in next.contains { $0.name == variable.name } }
    }
    return ordered
  }

  /// True where nothing is known of a variable that panels could use before its options come.
  package static func mustBeAsked(_ variable: Variable, _ values: VariableValues) -> Bool {
    guard case .query = variable.kind, let value = values.values[variable.name] else {
      return false
    }
    return value.isAll ? value.allValue == nil : value.options.isEmpty
  }

  /// The variable's value once its options are known.
  package static func value(
    of variable: Variable, listed texts: [String], chosen: [String]?
  ) -> VariableValues.Value {
    value(of: variable, options: filtered(texts, variable), chosen: chosen)
  }

  private static func references(of variable: Variable) -> Set<String> {
    guard case .query(let text) = variable.kind else { return [] }
    return VariableValues.names(in: text + " " + (variable.regex ?? ""))
  }

  /// The options that a file gives itself.
  private static func options(of variable: Variable) -> [Variable.Option] {
    switch variable.kind {
    case .custom(let options): options
    case .constant(let text), .textBox(let text): [.init(text: text, value: text)]
    case .interval(let texts, let auto):
      (auto == nil ? [] : [.init(text: "auto", value: autoInterval)])
        + texts.map { .init(text: $0, value: $0) }
    case .query, .dataSource, .unsupported: []
    }
  }

  private static func value(
    of variable: Variable, options: [Variable.Option], chosen: [String]?
  ) -> VariableValues.Value {
    let isList = variable.isMulti || variable.includesAll
    let wanted = (chosen ?? variable.current).map { text in
      // Old files have the variable's name behind it.
      text == autoInterval + "_interval_" + variable.name ? autoInterval : text
    }
    let asksAll = wanted.contains { $0 == "$__all" || (chosen != nil && $0.lowercased() == "all") }
    func value(_ options: [Variable.Option], isAll: Bool = false) -> VariableValues.Value {
      .init(
        options: options, isAll: isAll, allValue: isAll ? variable.allValue : nil, isList: isList)
    }
    if asksAll && variable.includesAll { return value(options, isAll: true) }
    let known = wanted.compactMap { text in options.first { $0.value == text || $0.text == text } }
    if case .interval(_, let auto?) = variable.kind, known.first?.value == autoInterval {
      return .init(options: Array(known.prefix(1)), auto: auto)
    }
    if !known.isEmpty { return value(known) }
    // What the operator typed holds though no server confirms it; so does what a file stored,
    // until options come.
    if let chosen, !chosen.isEmpty { return value(chosen.map { .init(text: $0, value: $0) }) }
    if options.isEmpty, !wanted.isEmpty, !asksAll {
      return value(wanted.map { .init(text: $0, value: $0) })
    }
    if variable.includesAll { return value(options, isAll: true) }
    return value(options.first.map { [$0] } ?? [])
  }

  /// A server's texts as options: cut out by the variable's expression, each once, in its order.
  private static func filtered(_ texts: [String], _ variable: Variable) -> [Variable.Option] {
    let pattern = variable.regex.flatMap { $0.isEmpty ? nil : try? Pattern($0) }
    var seen: Set<String> = []
    var options: [Variable.Option] = []
    for text in texts {
      for option in cut(text, pattern) where seen.insert(option.value).inserted {
        options.append(option)
      }
    }
    return sorted(options, by: variable.sort)
  }

  private static func cut(_ text: String, _ pattern: Pattern?) -> [Variable.Option] {
    guard let pattern else { return [.init(text: text, value: text)] }
    let matches =
      pattern.isGlobal ? pattern.matches(in: text) : pattern.firstMatch(in: text).map { [$0] } ?? []
    return matches.map { match in
      func named(_ name: String) -> String? {
        pattern.group(named: name).flatMap {
          match.groups.indices.contains($0) ? match.groups[$0] : nil
        }
      }
      let first = match.groups.dropFirst().compactMap(\.self).first
      let value = named("value") ?? named("text") ?? first ?? text
      return .init(text: named("text") ?? value, value: value)
    }
  }

  private static func sorted(_ options: [Variable.Option], by sort: Int) -> [Variable.Option] {
    func number(_ option: Variable.Option) -> Double {
      let digits = option.text.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." }
      return Double(digits) ?? -1
    }
    switch sort {
    case 1, 7: return options.sorted { $0.text < $1.text }
    case 2, 8: return options.sorted { $0.text > $1.text }
    case 3: return options.sorted { number($0) < number($1) }
    case 4: return options.sorted { number($0) > number($1) }
    case 5: return options.sorted { $0.text.lowercased() < $1.text.lowercased() }
    case 6: return options.sorted { $0.text.lowercased() > $1.text.lowercased() }
    default: return options
    }
  }
}
