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
      let waits = VariableValues.names(in: text).intersection(currentView.awaitedVariables)
      guard waits.subtracting([variable.name]).isEmpty else { return nil }
      return list(variable, text)
    }
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
    guard wasAwaited, index == current else { return effects }
    if case .success = result { effects += listDependents(of: name) }
    return currentView.awaitedVariables.isEmpty ? effects + refresh(supersedes: true) : effects
  }

  /// Asks the variables that waited for this one.
  private mutating func listDependents(of name: String) -> [Effect] {
    currentView.dashboard.variables.compactMap { variable in
      guard case .query(let text) = variable.kind,
        currentView.awaitedVariables.contains(variable.name)
      else { return nil }
      let names = VariableValues.names(in: text)
      guard names.contains(name),
        names.intersection(currentView.awaitedVariables).subtracting([variable.name]).isEmpty
      else { return nil }
      return list(variable, text)
    }
  }
}
