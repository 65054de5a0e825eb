import Dashboards
import DataSources
import Queries
import Times

extension State {
  /// Options that follow the range are asked for again after so long, though it stays the same.
  private static let optionsAge = Span.minutes(5)

  /// Asks for the options of the variables that can be asked now: those whose references are
  /// known. Panels wait only for variables that have no value yet.
  mutating func listVariables() -> [Effect] {
    let variables = Variables.askedInOrder(of: currentView.source)
    currentView.awaitedVariables = Set(
      variables.filter { Variables.mustBeAsked($0, currentView.variables) }.map(\.name))
    (currentView.listedAt, currentView.listedRange) = (now, selection)
    return variables.compactMap { variable in
      waits(variable, in: variables) ? nil : list(variable)
    }
  }

  /// Asks anew for options that follow the range, once it is another one or they are old.
  mutating func listForRange(except known: [Effect]) -> [Effect] {
    let isOld = currentView.listedAt.map { now - $0 >= Self.optionsAge } ?? true
    guard isOld || currentView.listedRange != selection else { return [] }
    (currentView.listedAt, currentView.listedRange) = (now, selection)
    let listed = Set(known.compactMap(\.variable)).union(currentView.listedVariables)
    return Variables.askedInOrder(of: currentView.source).compactMap { variable in
      guard variable.refresh == .onTimeRange, !listed.contains(variable.name) else { return nil }
      return list(variable)
    }
  }

  /// Whether a variable that comes earlier must have its value first. Those of a circle stand in
  /// the order of the file, so the first of them is free.
  private func waits(_ variable: Variable, in order: [Variable]) -> Bool {
    let earlier = order.prefix { $0.name != variable.name }.map(\.name)
    return !variable.references.intersection(currentView.awaitedVariables)
      .isDisjoint(with: earlier)
  }

  mutating func list(_ variable: Variable) -> Effect? {
    guard case .query(let text) = variable.kind else { return nil }
    guard let source = source(of: variable) else {
      // Nobody can be asked: the panels go on with what the file says.
      currentView.awaitedVariables.remove(variable.name)
      return nil
    }
    let variables = currentView.variables(of: nil)
    let query = VariableQuery(variables.interpolate(variableQuery: text, source.scrapeInterval))
    currentView.listedVariables.insert(variable.name)
    return .list(
      VariableFetch(
        context: context, view: current, variable: variable.name, query: query, range: range,
        source: source))
  }

  /// The source that knows a variable's options, if it can be asked.
  private func source(of variable: Variable) -> DataSource? {
    let variables = currentView.variables(of: nil)
    let reference = variable.dataSource.map {
      DataSourceRef(type: $0.type, uid: $0.uid.map { variables.interpolate($0) })
    }
    return settings.source(for: reference).flatMap { $0.kind.isQueried ? $0 : nil }
  }

  /// Takes the options of a variable; the panels follow once none is awaited any more.
  mutating func apply(
    _ result: Result<[String], DataSourceError>, to name: String, of index: Int
  ) -> [Effect] {
    guard views.indices.contains(index),
      let variable = views[index].source.variables.first(where: { $0.name == name })
    else { return [] }
    var effects: [Effect] = []
    let old = views[index].variables.values[name]
    switch result {
    case .success(let texts):
      let options = Variables.options(of: variable, listed: texts, views[index].variables)
      views[index].options[name] = options
      views[index].optionProblems[name] = nil
      views[index].variables.values[name] = Variables.value(
        of: variable, options: options,
        chosen: views[index].chosen[name] ?? settings.variables[name])
    case .failure(let error):
      effects.append(.log(.warning, "variable \(name): \(error)"))
      views[index].optionProblems[name] = "\(error)"
      effects += sourceFailed(error.source, error, refresh: refreshes)
    }
    views[index].listedVariables.remove(name)
    let wasAwaited = views[index].awaitedVariables.remove(name) != nil
    let hadFailed = views[index].failedVariables.remove(name) != nil
    if case .failure = result { views[index].failedVariables.insert(name) }
    if index == current { renewPicker(of: name) }
    let hasChanged = views[index].variables.values[name] != old
    if hasChanged {
      views[index].fill(over: range, calendar: settings.calendar)
      // Its panels are asked anew when it is opened.
      if index != current { views[index].askedRange = nil }
    }
    guard index == current else { return effects }
    if hadFailed, !wasAwaited, !currentView.failedVariables.contains(name) {
      // What was asked without this one's options is asked anew.
      return effects + listVariables() + refresh(supersedes: true)
    }
    if wasAwaited {
      effects += listDependents(of: name, awaitedOnly: true)
      return currentView.awaitedVariables.isEmpty ? effects + refresh(supersedes: true) : effects
    }
    guard hasChanged else { return effects }
    effects += listDependents(of: name, awaitedOnly: false)
    if currentView.focus == nil { currentView.focus = visiblePanels.first { !$0.isRow }?.id }
    return currentView.awaitedVariables.isEmpty ? effects + askWhatChanged() : effects
  }

  /// Asks the variables that refer to this one: those that waited for it, also when it has failed,
  /// as they can do no better; or after a change all that come later. Those of a circle follow no
  /// change, for they would follow one another for ever.
  mutating func listDependents(of name: String, awaitedOnly: Bool) -> [Effect] {
    let variables = Variables.askedInOrder(of: currentView.source)
    let later = variables.drop { $0.name != name }.dropFirst()
    let circle = Set(awaitedOnly ? [] : Variable.inCircles(variables).map(\.name))
    return (awaitedOnly ? variables[...] : later).compactMap { variable in
      guard variable.references.contains(name), !circle.contains(variable.name),
        !awaitedOnly || currentView.awaitedVariables.contains(variable.name),
        !waits(variable, in: variables)
      else { return nil }
      return list(variable)
    }
  }

  /// Asks again for the options that could not be had.
  mutating func listFailedVariables(of sources: Set<String>) -> [Effect] {
    let failed = currentView.failedVariables
    return currentView.source.variables.compactMap { variable in
      guard failed.contains(variable.name), let source = source(of: variable),
        sources.contains(source.name)
      else { return nil }
      return list(variable)
    }
  }
}

extension Effect {
  /// The name of the variable whose options the effect asks for.
  fileprivate var variable: String? {
    if case .list(let fetch) = self { fetch.variable } else { nil }
  }
}
