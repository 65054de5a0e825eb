import JSON
import Patterns

extension Importer {
  mutating func variables(_ list: Place) -> [Variable] {
    var names: Set<String> = []
    var places: [String: Place] = [:]
    let variables = elements(list).compactMap { (place) -> Variable? in
      guard let name = nonEmpty(place["name"]) else {
        note("missing-name", place, "a variable without a name: left out", level: .error)
        return nil
      }
      guard names.insert(name).inserted else {
        note("duplicate-variable", place["name"], "\(name) is there already: left out")
        return nil
      }
      places[name] = place
      return variable(place, name: name)
    }
    let circle = Variable.inCircles(variables)
    for variable in circle {
      guard let place = places[variable.name] else { continue }
      let others = circle.map(\.name).filter { variable.references.contains($0) }
      note(
        "circular-variable", place,
        "\(variable.name) refers to itself through \(others.joined(separator: ", "))")
    }
    return variables
  }

  private mutating func variable(_ place: Place, name: String) -> Variable {
    var variable = Variable(name: name, kind: variableKind(place))
    variable.label = nonEmpty(place["label"])
    variable.dataSource = dataSource(place["datasource"])
    variable.regex = regex(place["regex"])
    variable.sort = integer(place["sort"], in: 0...8) ?? 0
    variable.isMulti = bool(place["multi"]) ?? false
    variable.includesAll = bool(place["includeAll"]) ?? false
    variable.allValue = nonEmpty(place["allValue"])
    let isConstant = if case .constant = variable.kind { true } else { false }
    variable.isHidden = isConstant || place["hide"].value?.lenientNumber == 2
    variable.current = current(place["current"])
    variable.refresh = refresh(place["refresh"])
    if variable.refresh == .never, case .query = variable.kind {
      variable.storedOptions = storedOptions(place["options"])
    }
    return variable
  }

  /// A number; old files have true, and some the word.
  private func refresh(_ place: Place) -> Variable.Refresh {
    if place.value?.bool == true { return .onLoad }
    if place.value == "time" { return .onTimeRange }
    return place.value?.lenientNumber.flatMap { Int(exactly: $0) }
      .flatMap(Variable.Refresh.init) ?? (place.value?.bool == false ? .never : .onLoad)
  }

  /// An expression that options are cut with; one that can't be used is named.
  private mutating func regex(_ place: Place) -> String? {
    guard let text = nonEmpty(place) else { return nil }
    // One that holds variables is whole only later.
    guard VariableText(text).references.isEmpty else { return text }
    do throws(PatternError) {
      _ = try Pattern(text)
    } catch {
      note("bad-expression", place, "\(error): the options are taken whole")
    }
    return text
  }

  private mutating func storedOptions(_ place: Place) -> [Variable.Option] {
    elements(place).compactMap { place in
      let option = object(place)
      guard let value = string(option["value"]), value != "$__all" else { return nil }
      return Variable.Option(text: string(option["text"]) ?? value, value: value)
    }
  }

  /// A value or several; the old word for all of them becomes the new one.
  private mutating func current(_ place: Place) -> [String] {
    let stored = object(place)["value"]
    if stored.value?.array != nil {
      return elements(stored).compactMap { string($0) }
    }
    if let flag = stored.value?.bool { return [flag ? "true" : "false"] }
    return string(stored).map { $0.isEmpty ? [] : [$0] } ?? []
  }

  private mutating func variableKind(_ place: Place) -> Variable.Kind {
    let type = nonEmpty(place["type"]) ?? "query"
    switch type {
    case "query": return .query(query(place))
    case "custom": return .custom(customOptions(place))
    case "constant": return .constant(placeholderFilled(string(place["query"]) ?? ""))
    case "textbox": return .textBox(placeholderFilled(string(place["query"]) ?? ""))
    case "interval":
      let spans = Self.parts(ofList: string(place["query"]) ?? "")
      let auto = Variable.AutoInterval(
        count: integer(place["auto_count"], in: 1...10_000) ?? 30,
        minimum: nonEmpty(place["auto_min"]) ?? "10s")
      return .interval(spans, auto: bool(place["auto"]) == true ? auto : nil)
    case "datasource": return .dataSource(type: string(place["query"]) ?? "")
    default:
      note("unknown-variable", place["type"], "variables of type \(type) are left as they are")
      return .unsupported(type)
    }
  }

  /// A text, or an object that holds it; `definition` where neither says anything.
  private mutating func query(_ place: Place) -> String {
    let stored = place["query"]
    if stored.value?.object != nil, stored["query"].value == nil {
      // Loki's form: 0 asks for the names of labels, 1 for the values of one.
      if let label = nonEmpty(stored["label"]), stored["type"].value?.lenientNumber != 0 {
        let stream = nonEmpty(stored["stream"])
        return stream.map { "label_values(\($0), \(label))" } ?? "label_values(\(label))"
      }
      if stored["type"].value?.lenientNumber == 0 { return "label_names()" }
    }
    let text = stored.value?.object == nil ? nonEmpty(stored) : nonEmpty(stored["query"])
    return text ?? nonEmpty(place["definition"]) ?? ""
  }

  /// The value that an export gives for a constant's placeholder.
  private mutating func placeholderFilled(_ text: String) -> String {
    guard text.hasPrefix("${"), text.hasSuffix("}") else { return text }
    let name = String(text.dropFirst(2).dropLast())
    for input in elements(root["__inputs"]) where input["name"].value == .string(name) {
      return string(input["value"]) ?? ""
    }
    return text
  }
}
