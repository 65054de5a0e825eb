import JSON
import Transforms

extension Importer {
  mutating func transformations(_ places: [Place]) -> [Transformation] {
    places.compactMap { (place) -> Transformation? in
      let place = object(place)
      guard let id = nonEmpty(place["id"]), bool(place["disabled"]) != true else { return nil }
      let known = transformation(id, object(place["options"]))
      if known == nil { note("unknown-transformation", place["id"], "\(id) is not applied") }
      let transformation = known ?? .unknown(id: id)
      let filter = object(place["filter"])
      guard filter["id"].value == "byRefId", let refIDs = nonEmpty(filter["options"]) else {
        return transformation
      }
      return .filtered(refIDs: refIDs, transformation)
    }
  }

  /// By the id of today or of before; `nil` when it is not known.
  private mutating func transformation(_ id: String, _ options: Place) -> Transformation? {
    switch id {
    case "calculateField": calculateField(options)
    case "concatenate": concatenate(options)
    case "configFromData": configFromData(options)
    case "convertFieldType": convertFieldType(options)
    case "extractFields": extractFields(options)
    case "filterByRefId": filterByRefID(options)
    case "filterByValue": filterByValue(options)
    case "filterFieldsByName": filterFieldsByName(options)
    case "groupBy": groupBy(options)
    case "groupingToMatrix": groupingToMatrix(options)
    case "joinByField", "seriesToColumns":
      .joinByField(
        .init(
          nonEmpty(options["byField"]),
          mode: word(options["mode"], as: Transformation.JoinByField.Mode.self) ?? .outer))
    case "labelsToFields": labelsToFields(options)
    case "limit": limit(options)
    case "merge": .merge
    case "organize": .organize(organize(options))
    case "prepareTimeSeries": prepareTimeSeries(options)
    case "reduce": reduceTransformation(options)
    case "renameByRegex":
      .renameByRegex(
        .init(string(options["regex"]) ?? "(.*)", string(options["renamePattern"]) ?? "$1"))
    case "rowsToFields": rowsToFields(options)
    case "seriesToRows": .seriesToRows
    case "sortBy": sortBy(options)
    case "timeSeriesTable": .timeSeriesTable
    case "transpose": transpose(options)
    default: nil
    }
  }

  private mutating func organize(_ place: Place) -> Transformation.Organize {
    var organize = Transformation.Organize()
    organize.excludeByName = flags(place["excludeByName"])
    organize.includeByName = flags(place["includeByName"])
    for key in keys(place["renameByName"]) {
      organize.renameByName[key] = nonEmpty(place["renameByName"][key])
    }
    for key in keys(place["indexByName"]) {
      organize.indexByName[key] = integer(place["indexByName"][key], in: 0...1_000_000)
    }
    return organize
  }

  /// The keys whose value is true.
  private mutating func flags(_ place: Place) -> Set<String> {
    Set(keys(place).filter { bool(place[$0]) == true })
  }

  private mutating func filterByRefID(_ place: Place) -> Transformation {
    .filterByRefID(.init(include: nonEmpty(place["include"]), exclude: nonEmpty(place["exclude"])))
  }

  private mutating func filterFieldsByName(_ place: Place) -> Transformation {
    let byVariable = bool(place["byVariable"]) ?? false
    func selection(_ place: Place) -> Transformation.FilterFieldsByName.Selection? {
      guard place.exists else { return nil }
      let place = object(place)
      return .init(
        names: texts(place["names"]), pattern: nonEmpty(place["pattern"]),
        variable: byVariable ? nonEmpty(place["variable"]) : nil)
    }
    return .filterFieldsByName(
      .init(include: selection(place["include"]), exclude: selection(place["exclude"])))
  }

  private mutating func sortBy(_ place: Place) -> Transformation? {
    // Only the first column counts.
    guard let sort = elements(place["sort"]).first, let field = nonEmpty(sort["field"]) else {
      return .sortBy(.init(""))
    }
    return .sortBy(.init(field, isDescending: bool(sort["desc"]) ?? false))
  }

  private mutating func limit(_ place: Place) -> Transformation {
    let count = integer(place["limitField"], in: 0...1_000_000) ?? 10
    return .limit(.init(count, isFromEnd: place["limitAt"].value == "tails"))
  }

  private mutating func labelsToFields(_ place: Place) -> Transformation {
    let kept = place["keepLabels"]
    return .labelsToFields(
      .init(
        mode: word(place["mode"], as: Transformation.LabelsToFields.Mode.self) ?? .columns,
        keepLabels: kept.value?.array == nil ? nil : texts(kept),
        valueLabel: nonEmpty(place["valueLabel"])))
  }

  private mutating func reduceTransformation(_ place: Place) -> Transformation {
    .reduce(
      .init(
        // None at all is Grafana's default; an empty list changes nothing.
        place["reducers"].exists ? reducers(place["reducers"]) : [.max],
        mode: word(place["mode"], as: Transformation.Reduce.Mode.self) ?? .seriesToRows,
        includesTime: bool(place["includeTimeField"]) ?? false,
        labelsToFields: bool(place["labelsToFields"]) ?? false,
        matcher: place["fields"].exists ? matcher(place["fields"]) : nil))
  }

  private mutating func groupBy(_ place: Place) -> Transformation {
    let fields = object(place["fields"])
    return .groupBy(
      .init(
        keys(fields).compactMap { name -> Transformation.GroupBy.Column? in
          let field = object(fields[name])
          switch nonEmpty(field["operation"]) {
          case "groupby": return .init(name, .group)
          case "aggregate":
            return .init(name, .aggregate(reducers(field["aggregations"])))
          case "count": return .init(name, .aggregate([.count]))
          default: return nil
          }
        }))
  }
}
