import Dashboards
import Frames
import Testing
import Transforms

private func transformations(_ json: String) throws -> [Transformation] {
  let dashboard = try dashboard(#"{"panels": [{"type": "table", "transformations": [\#(json)]}]}"#)
  return try #require(dashboard.panels.first).transformations
}

@Test(
  arguments: [
    (#"{"id": "seriesToColumns", "options": {"byField": "pod"}}"#, .joinByField(.init("pod"))),
    (
      #"{"id": "joinByField", "options": {"byField": "pod", "mode": "outerTabular"}}"#,
      .joinByField(.init("pod", mode: .outerTabular))
    ),
    (#"{"id": "joinByField"}"#, .joinByField(.init())),
    (#"{"id": "reduce", "options": {}}"#, .reduce(.init([.max]))),
    (#"{"id": "concatenate", "options": {}}"#, .concatenate(.init(.field))),
    (
      #"{"id": "concatenate", "options": {"frameNameMode": "label", "frameNameLabel": "f"}}"#,
      .concatenate(.init(.label("f")))
    ),
    (
      """
      {"id": "convertFieldType", "options": {"fields": {}, "conversions":
       [{"destinationType": "number", "targetField": "index"}, {"targetField": "x"}]}}
      """,
      .convertFieldType(.init([.init("index", .number)]))
    ),
    (
      #"{"id": "convertFieldType", "options": {"conversions": [{"destinationType": "enum", "targetField": "x"}]}}"#,
      .unknown(id: "convertFieldType")
    ),
    (
      """
      {"id": "extractFields", "options": {"format": "json", "source": "labels", "replace": true,
       "keepTime": true, "jsonPaths": [{"path": "a.b", "alias": "c"}, {"path": ""}]}}
      """,
      .extractFields(
        .init(
          "labels", format: .json, paths: [.init("a.b", alias: "c")], replaces: true,
          keepsTime: true))
    ),
    (
      #"{"id": "extractFields", "options": {"format": "regexp", "source": "x"}}"#,
      .unknown(id: "extractFields")
    ),
    (
      """
      {"id": "groupingToMatrix",
       "options": {"columnField": "pod", "rowField": "parameter", "emptyValue": "zero"}}
      """,
      .groupingToMatrix(
        .init(column: "pod", row: "parameter", value: "Value", empty: .number(0)))
    ),
    (
      """
      {"id": "rowsToFields", "options": {"mappings": [{"fieldName": "PV",
       "handlerKey": "field.name"}, {"fieldName": "x", "handlerKey": null}]}}
      """,
      .rowsToFields(.init([.init("PV", "field.name"), .init("x", "__ignore")]))
    ),
    (
      """
      {"id": "configFromData", "options": {"applyTo": {"id": "byFrameRefID", "options": "S"},
       "configRefId": "p", "mappings": [{"fieldName": "p.last", "handlerKey": "threshold1",
        "handlerArguments": {"threshold": {"color": "text"}}}, {"fieldName": "q",
        "handlerKey": "max", "reducerId": "max"}]}}
      """,
      .configFromData(
        .init(
          "p", to: .byFrameRefID("S"),
          [.init("p.last", "threshold1", color: "text"), .init("q", "max", reducer: .max)]))
    ),
    (#"{"id": "configFromData"}"#, .configFromData(.init())),
    (#"{"id": "prepareTimeSeries", "options": {"format": "wide"}}"#, .joinByField(.init())),
    (
      #"{"id": "prepareTimeSeries", "options": {"format": "multi"}}"#,
      .organize(Transformation.Organize())
    ),
    (
      #"{"id": "prepareTimeSeries", "options": {"format": "long"}}"#,
      .unknown(id: "prepareTimeSeries")
    ),
    (#"{"id": "transpose"}"#, .transpose(.init())),
    (
      #"{"id": "transpose", "options": {"firstFieldName": "a", "restFieldsName": "b"}}"#,
      .transpose(.init(first: "a", rest: "b"))
    ),
    (
      """
      {"id": "reduce", "options": {"reducers": ["lastNotNull", "nope", "p95"],
       "mode": "reduceFields", "includeTimeField": true, "labelsToFields": true,
       "fields": {"id": "byRegexp", "options": "/x/"}}}
      """,
      .reduce(
        .init(
          [.lastNotNull, .percentile(95)], mode: .reduceFields, includesTime: true,
          labelsToFields: true, matcher: .byRegexp("/x/")))
    ),
    (
      """
      {"id": "groupBy", "options": {"fields": {
        "pod": {"aggregations": [], "operation": "groupby"},
        "Value": {"aggregations": ["sum", "uniqueValues"], "operation": "aggregate"},
        "Time": {"aggregations": ["max"]}, "x": null}}}
      """,
      .groupBy(
        .init([.init("pod", .group), .init("Value", .aggregate([.sum, .uniqueValues]))]))
    ),
    (
      #"{"id": "sortBy", "options": {"fields": {}, "sort": [{"field": "Pod", "desc": true}]}}"#,
      .sortBy(.init("Pod", isDescending: true))
    ),
    (#"{"id": "sortBy", "options": {"sort": "x"}}"#, .sortBy(.init(""))),
    (#"{"id": "limit", "options": {"limitField": "3"}}"#, .limit(.init(3))),
    (#"{"id": "limit", "options": {"limitField": []}}"#, .limit(.init(10))),
    (
      #"{"id": "renameByRegex", "options": {"regex": "/a/", "renamePattern": "b"}}"#,
      .renameByRegex(.init("/a/", "b"))
    ),
    (
      #"{"id": "filterByRefId", "options": {"include": "A|B"}}"#,
      .filterByRefID(.init(include: "A|B"))
    ),
    (
      #"{"id": "filterFieldsByName", "options": {"include": {"names": ["a", 1], "pattern": "/x/"}}}"#,
      .filterFieldsByName(.init(include: .init(names: ["a", "1"], pattern: "/x/")))
    ),
    (
      #"{"id": "filterFieldsByName", "options": {"byVariable": true, "exclude": {"variable": "$v"}}}"#,
      .filterFieldsByName(.init(exclude: .init(variable: "$v")))
    ),
    (
      #"{"id": "labelsToFields", "options": {"mode": "rows", "keepLabels": ["a"], "valueLabel": "le"}}"#,
      .labelsToFields(.init(mode: .rows, keepLabels: ["a"], valueLabel: "le"))
    ),
    (#"{"id": "labelsToFields", "options": {"keepLabels": 3}}"#, .labelsToFields(.init())),
    (
      #"{"id": "merge", "filter": {"id": "byRefId", "options": "A"}}"#,
      .filtered(refIDs: "A", .merge)
    ),
    (
      """
      {"id": "filterByValue", "options": {"type": "exclude", "match": "all", "filters": [
        {"fieldName": "a", "config": {"id": "equal", "options": {"value": "Drop"}}},
        {"fieldName": "b", "config": {"id": "greater", "options": {"value": "2"}}},
        {"fieldName": "c", "config": {"id": "between", "options": {"from": 1, "to": 2}}},
        {"fieldName": "d", "config": {"id": "isNull"}}, {"config": {"id": "isNull"}},
        {"fieldName": "e", "config": {"id": "lower", "options": {"value": {}}}}]}}
      """,
      .filterByValue(
        .init(
          [
            .init("a", .equal(.string("Drop"))), .init("b", .greater(2)),
            .init("c", .between(1, 2)),
            .init("d", .isNull),
          ], isExcluding: true, matchesAll: true))
    ),
    (
      """
      {"id": "calculateField", "options": {"alias": "Used", "mode": "binary",
       "binary": {"left": "Value #A", "operator": "-", "right": "1000"}}}
      """,
      .calculateField(
        .init(.binary(.field("Value #A"), .subtract, .field("1000")), alias: "Used"))
    ),
    (
      """
      {"id": "calculateField", "options": {"mode": "binary", "replaceFields": true, "binary": {
       "left": {"matcher": {"id": "byType", "options": "number"}}, "operator": "*",
       "right": {"fixed": "2.5"}}}}
      """,
      .calculateField(
        .init(.binary(.fields(.number), .multiply, .number(2.5)), replacesFields: true))
    ),
    (
      #"{"id": "calculateField", "options": {"mode": "reduceRow", "reduce": {"include": ["a"], "reducer": "mean"}}}"#,
      .calculateField(.init(.reduceRow(.mean, include: ["a"])))
    ),
    (#"{"id": "calculateField"}"#, .calculateField(.init(.reduceRow(.sum, include: [])))),
    (
      """
      {"id": "calculateField", "options": {"mode": "windowFunctions", "timeSeries": false,
       "window": {"windowSize": 3, "windowSizeMode": "fixed", "windowAlignment": "centered",
       "reducer": "stdDev", "field": "x"}}}
      """,
      .calculateField(
        .init(
          .window(.stdDev, field: "x", .init(size: 3, isShare: false, isCentered: true)),
          joinsSeries: false))
    ),
    (
      #"{"id": "calculateField", "options": {"mode": "index", "index": {"asPercentile": true}}}"#,
      .calculateField(.init(.index(asShare: true)))
    ),
    (
      #"{"id": "calculateField", "options": {"mode": "unary", "unary": {"operator": "ln", "fieldName": "a"}}}"#,
      .calculateField(.init(.unary(.ln, field: "a")))
    ),
    (
      #"{"id": "extractFields", "options": {"source": "Line", "format": "regexp"}}"#,
      .unknown(id: "extractFields")
    ),
    (#"{"id": "timeSeriesTable", "options": {}}"#, .timeSeriesTable),
  ] as [(String, Transformation)])
func readsATransformation(json: String, expected: Transformation) throws {
  #expect(try transformations(json) == [expected])
}

@Test(
  arguments: [
    "null", "3", #"{"id": null}"#, #"{"id": "merge", "disabled": true}"#, #"{"options": {}}"#,
  ])
func leavesOutWhatIsNoTransformation(json: String) throws {
  #expect(try transformations(json).isEmpty)
}

/// Options of every wrong type for every kind: none may stop the import.
@Test(arguments: ["null", "3", #""x""#, "[]", "[[]]", "true", #"{"fields": [1], "sort": [1]}"#])
func wrongOptionsHarmNothing(options: String) throws {
  let ids = [
    "calculateField", "filterByRefId", "filterByValue", "filterFieldsByName", "groupBy",
    "joinByField", "labelsToFields", "limit", "merge", "organize", "reduce", "renameByRegex",
    "seriesToRows", "sortBy",
  ]
  let read = try transformations(
    ids.map { #"{"id": "\#($0)", "options": \#(options)}"# }.joined(separator: ","))
  #expect(read.count == ids.count)
  let frame = Frame(fields: [Field(name: "x", values: .numbers([1]))])
  _ = Transformation.apply(read, to: [frame, frame])
}

@Test(arguments: [
  #"{"mode": "unary", "unary": {"operator": "sqrt", "fieldName": "a"}}"#,
  #"{"mode": "binary", "binary": {"left": "a", "operator": "xor", "right": "b"}}"#,
  #"{"mode": "reduceRow", "reduce": {"reducer": "guess"}}"#, #"{"mode": "dream"}"#,
])
func aCalculationThatIsNotKnownIsNamedAndNotGuessed(options: String) throws {
  let read = try dashboard(
    #"{"panels": [{"type": "table", "transformations": [{"id": "calculateField", "options": \#(options)}]}]}"#
  )
  #expect(read.panels.first?.transformations == [.unknown(id: "calculateField")])
}
