import JSON

extension Importer {
  /// A panel of the library: its own model where the file brings it along, at the place of the
  /// panel that names it. `nil` for a panel that is complete itself.
  mutating func libraryPanel(_ place: Place) -> Panel? {
    let reference = place["libraryPanel"]
    guard reference.exists || place["type"].value == "library-panel-ref" else { return nil }
    let type = place["type"].value?.string ?? ""
    guard type.isEmpty || type == "library-panel-ref" else { return nil }
    let uid = nonEmpty(object(reference)["uid"]) ?? ""
    let name = nonEmpty(object(reference)["name"]) ?? uid
    if let model = libraryModel(uid: uid, name: name) {
      // A model is one file's part for every panel that names it: its own place does not count.
      return panel(model, id: place["id"], gridPos: gridPos(place["gridPos"]))
    }
    note(
      "missing-library-panel", reference.exists ? reference : place,
      "the library panel \(JSONValue.string(name)) is not in the file")
    var panel = Panel(
      id: panelID(place["id"]), title: string(place["title"]) ?? name,
      gridPos: gridPos(place["gridPos"]), kind: .unsupported(type: "library panel \(name)"))
    panel.description = nonEmpty(place["description"])
    return panel
  }

  /// The model among the elements of an export: by uid, or in the old list by either.
  private mutating func libraryModel(uid: String, name: String) -> Place? {
    for elements in [model["__elements"], root["__elements"]] where elements.exists {
      var candidates = [elements[uid]]
      if let list = elements.value?.array {
        candidates = list.indices.map { elements[$0] }.filter {
          $0["uid"].value?.string == uid || $0["name"].value?.string == name
        }
      }
      for candidate in candidates where candidate["model"].value?.object != nil {
        return candidate["model"]
      }
    }
    return nil
  }
}
