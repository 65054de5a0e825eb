import JSON

// Schema v2: elements by name and a layout that places them, each thing a kind with a spec. It is
// put as a classic dashboard and read as one; problems keep the places of the file.

/// A panel of a v2 file in classic form, and where its parts stand in the file.
struct ElementPiece {
  var members: JSONObject
  /// What follows the panel's classic path, and the path of the file that it stands for.
  var origins: [(suffix: String, path: String)]
  /// The panels of a closed row.
  var held: [ElementPiece] = []

  init(_ members: JSONObject, at place: Place) {
    self.members = members
    origins = [("", place.path)]
  }

  mutating func set(_ key: String, _ place: Place) {
    guard let value = place.value else { return }
    members.members.append(.init(key: key, value: value))
    origins.append(("." + key, place.path))
  }

  mutating func set(_ key: String, _ value: JSONValue) {
    members.members.append(.init(key: key, value: value))
  }

  /// The panel as JSON; `path` is its own among the classic ones.
  func classic(at path: String, _ origins: inout [(classic: String, own: String)]) -> JSONValue {
    origins += self.origins.map { (path + $0.suffix, $0.path) }
    var members = members
    if !held.isEmpty {
      let panels = held.enumerated().map { index, piece in
        piece.classic(at: "\(path).panels[\(index)]", &origins)
      }
      members.members.append(.init(key: "panels", value: .array(panels)))
    }
    return .object(members)
  }
}

extension Importer {
  var hasElements: Bool { model["elements"].exists && model["layout"].exists }

  /// Puts a model of schema v2 in classic form, in its own place.
  mutating func readElements() {
    let own = model
    var sections: [Place] = []
    let pieces = layoutPieces(own["layout"], top: 0, &sections).pieces
    var origins: [(classic: String, own: String)] = [("@", own.path)]
    let panels = pieces.enumerated().map { index, piece in
      piece.classic(at: "@.panels[\(index)]", &origins)
    }
    var members = JSONObject()
    for key in ["title", "tags", "links", "uid"] {
      if let value = own[key].value { members.members.append(.init(key: key, value: value)) }
    }
    let times = object(own["timeSettings"])
    var time = JSONObject()
    for key in ["from", "to"] {
      if let value = times[key].value { time.members.append(.init(key: key, value: value)) }
    }
    members.members.append(.init(key: "time", value: .object(time)))
    origins.append(("@.time", times.path))
    for (key, name) in [("refresh", "autoRefresh"), ("timezone", "timezone")] {
      guard let value = times[name].value else { continue }
      members.members.append(.init(key: key, value: value))
      origins.append(("@." + key, times[name].path))
    }
    let variables = (elements(own["variables"]) + sections.flatMap { elements($0) })
    var list: [JSONValue] = []
    for place in variables {
      guard let piece = variablePiece(place) else { continue }
      list.append(piece.classic(at: "@.templating.list[\(list.count)]", &origins))
    }
    members.members.append(.init(key: "templating", value: ["list": .array(list)]))
    members.members.append(.init(key: "panels", value: .array(panels)))
    model = Place(.object(members), path: "@")
    self.origins = origins.sorted { $0.classic.utf8.count > $1.classic.utf8.count }
  }

  /// The path in the file that one in the classic form, which starts with `@`, stands for.
  func ownPath(of path: String) -> String {
    for (classic, own) in origins where path.hasPrefix(classic) {
      let rest = path.dropFirst(classic.count)
      guard rest.isEmpty || rest.hasPrefix(".") || rest.hasPrefix("[") else { continue }
      return own + rest
    }
    return path
  }

  /// The element that a reference names, as a panel without a place on the grid.
  mutating func elementPiece(_ reference: Place) -> ElementPiece? {
    let name = nonEmpty(object(reference)["name"]) ?? ""
    let element = model["elements"][name]
    guard element.value?.object != nil else {
      note(
        "missing-element", reference, "no element is called \(JSONValue.string(name)): left out",
        level: .error)
      return nil
    }
    let spec = object(element["spec"])
    var piece = ElementPiece([:], at: spec)
    for key in ["id", "title", "description", "links", "libraryPanel"] {
      piece.set(key, spec[key])
    }
    if nonEmpty(element["kind"]) == "LibraryPanel" { return piece }
    let drawing = object(spec["vizConfig"])
    // The first of these schemas had the type where the kind stands now.
    let kind = nonEmpty(drawing["kind"])
    piece.set("type", kind == nil || kind == "VizConfig" ? drawing["group"] : drawing["kind"])
    let look = object(drawing["spec"])
    piece.set("options", look["options"])
    piece.set("fieldConfig", look["fieldConfig"])
    let data = object(object(spec["data"])["spec"])
    readQueries(data["queries"], into: &piece)
    readTransformations(data["transformations"], into: &piece)
    let options = object(data["queryOptions"])
    for key in ["maxDataPoints", "interval", "timeFrom", "timeShift"] {
      piece.set(key, options[key])
    }
    return piece
  }

  private mutating func readQueries(_ place: Place, into piece: inout ElementPiece) {
    var targets: [JSONValue] = []
    for item in elements(place) {
      let spec = object(item["spec"])
      let query = object(spec["query"])
      var target = ElementPiece(object(query["spec"]).value?.object ?? [:], at: query["spec"])
      target.set("refId", spec["refId"])
      target.set("hide", spec["hidden"])
      if let source = source(of: query, beside: spec["datasource"]) {
        target.set("datasource", source)
      }
      piece.origins += target.origins.map { (".targets[\(targets.count)]" + $0.0, $0.1) }
      targets.append(.object(target.members))
    }
    piece.set("targets", .array(targets))
  }

  /// The source of a query: its type is the query's group, its uid the source's name.
  mutating func source(of query: Place, beside old: Place) -> JSONValue? {
    if old.exists { return old.value }
    var source = JSONObject()
    let kind = nonEmpty(query["kind"])
    let type = kind == nil || kind == "DataQuery" ? nonEmpty(query["group"]) : kind
    if let type { source.members.append(.init(key: "type", value: .string(type))) }
    if let name = nonEmpty(object(query["datasource"])["name"]) {
      source.members.append(.init(key: "uid", value: .string(name)))
    }
    return source.isEmpty ? nil : .object(source)
  }

  private mutating func readTransformations(_ place: Place, into piece: inout ElementPiece) {
    var steps: [JSONValue] = []
    for item in elements(place) {
      let spec = object(item["spec"])
      var step = ElementPiece([:], at: item)
      let kind = nonEmpty(item["kind"])
      let id = kind == nil || kind == "Transformation" ? item["group"] : item["kind"]
      step.set("id", id.exists ? id : spec["id"])
      for key in ["options", "disabled", "filter"] { step.set(key, spec[key]) }
      piece.origins += step.origins.map { (".transformations[\(steps.count)]" + $0.0, $0.1) }
      steps.append(.object(step.members))
    }
    piece.set("transformations", .array(steps))
  }
}
