import Dashboards
import Queries

// Choosing the values of variables.
extension State {
  /// The variables that can be chosen, in the order of the layout.
  var choosableVariables: [Variable] {
    currentView.source.variables.filter { variable in
      switch variable.kind {
      case .constant, .unsupported: false
      case .query, .custom, .textBox, .interval, .dataSource: !variable.isHidden
      }
    }
  }

  /// The picker of the only variable, else one that asks which.
  mutating func chooseVariables() -> [Effect] {
    let variables = choosableVariables
    guard let first = variables.first else {
      notice = "this view has no variables"
      return []
    }
    if variables.count == 1 { return chooseVariable(first.name, isNested: false) }
    let items = variables.map { variable in
      Picker.Item(
        .variable(variable.name), variable.label ?? variable.name,
        detail: currentView.variables.summary(of: variable.name) ?? "")
    }
    open(Picker(.variables, title: "Variables", items: items))
    return []
  }

  /// Opens the picker of a variable's values; they are asked for when they are not known.
  mutating func chooseVariable(_ name: String, isNested: Bool) -> [Effect] {
    guard let variable = choosableVariables.first(where: { $0.name == name }) else { return [] }
    var picker = valuePicker(of: variable)
    picker.isNested = isNested
    var effects: [Effect] = []
    if currentView.options[name] == nil, !currentView.listedVariables.contains(name),
      variable.isAsked,
      let effect = list(variable)
    {
      effects.append(effect)
    }
    open(picker)
    return effects
  }

  private func valuePicker(of variable: Variable) -> Picker {
    let title = variable.label ?? variable.name
    if case .textBox = variable.kind {
      let text = currentView.variables.values[variable.name]?.options.first?.value ?? ""
      var picker = Picker(
        .variable(variable.name), title: title, hint: "any text", items: [], text: text)
      (picker.takesText, picker.emptyText) = (true, "")
      return picker
    }
    let items = valueItems(of: variable)
    var picker = Picker(
      .variable(variable.name), title: title, items: items
    ) { $0.isMarked ?? self.isChosen($0, of: variable) }
    picker.isMulti = variable.isMulti
    picker.takesText = true
    return picker
  }

  private func isChosen(_ item: Picker.Item, of variable: Variable) -> Bool {
    guard let value = currentView.variables.values[variable.name] else { return false }
    if case .value(let text) = item.choice {
      return !value.isAll && value.options.contains { $0.value == text }
    }
    return value.isAll
  }

  /// All, what is chosen though no server lists it, and the options.
  private func valueItems(of variable: Variable) -> [Picker.Item] {
    let options = currentView.options[variable.name] ?? variable.storedOptions
    let value = currentView.variables.values[variable.name]
    let known = Set(options.map(\.value))
    let others =
      value.map { $0.isAll ? [] : $0.options.filter { !known.contains($0.value) } } ?? []
    var items = (others + options).map { option in
      Picker.Item(
        .value(option.value), option.text, detail: option.text == option.value ? "" : option.value)
    }
    if variable.includesAll { items.insert(Picker.Item(.all, "All"), at: 0) }
    guard variable.isMulti else { return items }
    for index in items.indices { items[index].isMarked = isChosen(items[index], of: variable) }
    return items
  }

  /// Shows the options that have come in the picker that waits for them; marks and text stay.
  mutating func renewPicker(of name: String) {
    guard var picker, picker.subject == .variable(name),
      let variable = currentView.source.variables.first(where: { $0.name == name })
    else { return }
    if case .textBox = variable.kind { return }
    let marked = Set(picker.marked.map(\.choice))
    let selected = picker.hasMoved ? picker.selected?.choice : nil
    var items = valueItems(of: variable)
    if picker.hasMarked {
      for index in items.indices { items[index].isMarked = marked.contains(items[index].choice) }
    }
    picker.replace(items, selecting: selected)
    self.picker = review(picker)
  }

  func reviewVariable(_ name: String, _ picker: Picker) -> Picker {
    var picker = picker
    (picker.problem, picker.note) = (nil, nil)
    let isListed = currentView.listedVariables.contains(name)
    if isListed, picker.items.isEmpty { picker.emptyText = "loading" }
    if let problem = currentView.optionProblems[name] {
      picker.problem = problem
    } else if isListed {
      picker.note = "asking for values"
    } else if picker.shown.isEmpty, !picker.input.isEmpty, !picker.items.isEmpty {
      picker.note = "no value matches; taken as it is written"
    } else if picker.isMulti {
      let marked = picker.marked
      picker.note =
        marked.contains { $0.choice == .all } ? "all" : "\(marked.count) of \(picker.items.count)"
    }
    return picker
  }

  /// Takes what is marked, or the selected value when no mark was changed, or the text itself.
  mutating func takeVariable(_ name: String, _ picker: Picker) -> [Effect] {
    let items =
      picker.hasMarked ? picker.marked : picker.selected.map { [$0] } ?? []
    var values = items.compactMap { item -> String? in
      switch item.choice {
      case .all: "$__all"
      case .value(let text): text
      default: nil
      }
    }
    if values.isEmpty, picker.selected == nil || picker.items.isEmpty {
      guard !picker.input.isEmpty || picker.items.isEmpty else { return [] }
      values = [picker.input.text]
    }
    guard !values.isEmpty else { return [] }
    overlay = nil
    return set(name, to: values)
  }

  /// Gives a variable of the view values of the operator's choice; what depends on it follows.
  mutating func set(_ name: String, to values: [String]) -> [Effect] {
    guard let variable = currentView.source.variables.first(where: { $0.name == name }) else {
      return []
    }
    let old = currentView.variables.values[name]
    currentView.chosen[name] = values
    currentView.variables.values[name] = Variables.value(
      of: variable, options: currentView.options[name] ?? variable.storedOptions, chosen: values)
    guard currentView.variables.values[name] != old else { return [] }
    currentView.awaitedVariables.remove(name)
    currentView.fill(over: range, calendar: settings.calendar)
    if currentView.focus == nil { currentView.focus = visiblePanels.first { !$0.isRow }?.id }
    scrollToFocus()
    let effects = listDependents(of: name, awaitedOnly: false)
    // What is asked for now is meant to be seen.
    frozen = nil
    guard currentView.awaitedVariables.isEmpty else { return effects }
    return effects + askWhatChanged()
  }
}
