import JSON
import Times

extension Importer {
  /// Finds the dashboard in a file: classic, an answer of the API, an export, or the spec of a
  /// Kubernetes resource.
  init(root: Place) {
    self.root = root
    if root["spec"].value?.object != nil, root["apiVersion"].exists || root["kind"].exists {
      model = root["spec"]
    } else if root["dashboard"].value?.object != nil, !root["panels"].exists {
      model = root["dashboard"]
    } else {
      model = root
    }
  }

  /// Whether what was found looks like a dashboard at all. A key says so though it holds null.
  var isDashboard: Bool {
    ["panels", "rows", "elements", "templating", "schemaVersion"].contains {
      model.value?[$0] != nil
    }
  }

  mutating func dashboard(named name: String) -> Dashboard {
    _ = object(model)
    if hasElements { readElements() }
    readInputs()
    noteNumber(model["title"])
    var dashboard = Dashboard(title: nonEmpty(model["title"]) ?? name)
    dashboard.uid =
      nonEmpty(model["uid"]) ?? nonEmpty(root["metadata"]["name"])
    dashboard.links = links(model["links"])
    dashboard.tagLinks = tagLinks(model["links"])
    dashboard.tags = elements(model["tags"]).compactMap { string($0) }
    let time = object(model["time"])
    dashboard.from = self.time(time["from"]) ?? dashboard.from
    dashboard.to = self.time(time["to"]) ?? dashboard.to
    dashboard.refresh = nonEmpty(model["refresh"])
    dashboard.timeZone = nonEmpty(model["timezone"])
    let templating = object(model["templating"])
    readSourceTypes(templating["list"])
    dashboard.variables = variables(templating["list"])

    if model["rows"].value?.array?.isEmpty == false, !model["panels"].exists {
      dashboard.panels = legacyRows(elements(model["rows"]))
    } else {
      dashboard.panels = panels(elements(model["panels"]))
    }
    for index in problems.indices where !origins.isEmpty {
      problems[index].path = ownPath(of: problems[index].path)
    }
    dashboard.problems = problems
    return dashboard
  }

  /// An end of the range; one that can't be read is left out.
  private mutating func time(_ place: Place) -> String? {
    guard let text = nonEmpty(place) else { return nil }
    if (try? TimeExpression(text, calendar: Calendar(.utc))) != nil { return text }
    note("bad-time", place, "\(text) is no time: left out")
    return nil
  }

  /// What the placeholders of an export stand for.
  private mutating func readInputs() {
    for input in elements(model["__inputs"]) {
      guard let name = nonEmpty(input["name"]), input["type"].value == "datasource" else {
        continue
      }
      inputs[name] = nonEmpty(input["pluginId"])
    }
  }

  /// The source named at a place: a name, an object of type and uid, or nothing for the default.
  mutating func dataSource(_ place: Place) -> DataSourceRef? {
    switch place.value {
    case nil: return nil
    case .string(let name): return name.isEmpty ? nil : resolved(DataSourceRef(uid: name))
    default:
      let reference = object(place)
      let type = nonEmpty(reference["type"])
      let uid = nonEmpty(reference["uid"]) ?? nonEmpty(reference["name"])
      if type == nil && uid == nil { return nil }
      return resolved(DataSourceRef(type: type, uid: uid))
    }
  }

  /// A placeholder of an export means any source of its type.
  private mutating func readSourceTypes(_ variables: Place) {
    guard let array = variables.value?.array else { return }
    for place in array.indices.map({ variables[$0] }) where place["type"].value == "datasource" {
      guard let name = place["name"].value?.string else { continue }
      sourceTypes[name] = place["query"].value?.string
    }
  }

  /// The name of the variable that a text is, in any of the ways to write one.
  private static func variableName(_ text: String) -> String? {
    for (open, close) in [("${", "}"), ("[[", "]]"), ("$", "")]
    where text.hasPrefix(open) && text.hasSuffix(close) {
      let name = text.dropFirst(open.count).dropLast(close.count)
      return String(name.prefix { $0 != ":" && $0 != "." })
    }
    return nil
  }

  private func resolved(_ reference: DataSourceRef) -> DataSourceRef {
    if reference.type == nil, let name = reference.uid.flatMap(Self.variableName),
      let type = sourceTypes[name]
    {
      return DataSourceRef(type: type, uid: reference.uid)
    }
    guard let uid = reference.uid, uid.hasPrefix("${"), uid.hasSuffix("}"),
      let type = inputs[String(uid.dropFirst(2).dropLast())]
    else { return reference }
    return DataSourceRef(type: type)
  }
}
