import Dashboards
import DataSources
import Queries

extension State {
  /// Asks for the options of the variables that can be asked now: those whose references are
  /// known. Panels wait only for variables that have no value yet.
  mutating func listVariables() -> [Effect] {
    let variables = Variables.askedInOrder(of: currentView.dashboard)
    currentView.awaitedVariables = Set(
      variables.filter { Variables.mustBeAsked($0, currentView.variables) }.map(\.name))
    return variables.compactMap { variable in
      guard case .query(let text) = variable.kind else { return nil }
      return waits(variable, in: variables) ? nil : list(variable, text)
    }
  }

  /// Whether a variable that comes earlier must have its value first. Those of a circle stand in
  /// the order of the file, so the first of them is free.
  private func waits(_ variable: Variable, in order: [Variable]) -> Bool {
    guard case .query(let text) = variable.kind else { return false }
    let earlier = order.prefix { $0.name != variable.name }.map(\.name)
    return !VariableValues.names(in: text).intersection(currentView.awaitedVariables)
      .isDisjoint(with: earlier)
  }

  private mutating func list(_ variable: Variable, _ text: String) -> Effect? {
    let reference = variable.dataSource.map {
      DataSourceRef(type: $0.type, uid: $0.uid.map { currentView.variables.interpolate($0) })
    }
    guard let source = settings.source(for: reference), source.kind.isQueried else {
      // Nobody can be asked: the panels go on with what the file says.
      currentView.awaitedVariables.remove(variable.name)
      return nil
    }
    let query = VariableQuery(currentView.variables.interpolate(promQL: text))
    return .list(
      VariableFetch(
        view: current, variable: variable.name, query: query, range: range, source: source))
  }

  /// Takes the options of a variable; the panels follow once none is awaited any more.
  mutating func apply(
    _ result: Result<[String], DataSourceError>, to name: String, of index: Int
  ) -> [Effect] {
    guard views.indices.contains(index),
      let variable = views[index].dashboard.variables.first(where: { $0.name == name })
    else { return [] }
    var effects: [Effect] = []
    switch result {
    case .success(let texts):
      views[index].variables.values[name] = Variables.value(
        of: variable, listed: texts, chosen: settings.variables[name])
    case .failure(let error):
      effects.append(.log(.warning, "variable \(name): \(error)"))
      effects += sourceFailed(error.source, error, refresh: refreshes)
    }
    let wasAwaited = views[index].awaitedVariables.remove(name) != nil
    let hadFailed = views[index].failedVariables.remove(name) != nil
    if case .failure = result { views[index].failedVariables.insert(name) }
    guard index == current else { return effects }
    if hadFailed, !wasAwaited, !currentView.failedVariables.contains(name) {
      // What was asked without this one's options is asked anew.
      return effects + listVariables() + refresh(supersedes: true)
    }
    guard wasAwaited else { return effects }
    effects += listDependents(of: name)
    return currentView.awaitedVariables.isEmpty ? effects + refresh(supersedes: true) : effects
  }

  /// Asks the variables that waited for this one, also when it has failed: they can do no better.
  private mutating func listDependents(of name: String) -> [Effect] {
    let variables = Variables.askedInOrder(of: currentView.dashboard)
    return variables.compactMap { variable in
      guard case .query(let text) = variable.kind,
        currentView.awaitedVariables.contains(variable.name),
        VariableValues.names(in: text).contains(name), !waits(variable, in: variables)
      else { return nil }
      return list(variable, text)
    }
  }

  /// Asks again for the options that could not be had.
  mutating func listFailedVariables(of sources: Set<String>) -> [Effect] {
    let failed = currentView.failedVariables
    return currentView.dashboard.variables.compactMap { variable in
      guard failed.contains(variable.name), case .query(let text) = variable.kind,
        let effect = list(variable, text), case .list(let fetch) = effect,
        sources.contains(fetch.source.name)
      else { return nil }
      return effect
    }
  }
}
