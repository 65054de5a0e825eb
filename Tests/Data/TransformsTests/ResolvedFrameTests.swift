import Formats
import Frames
import Testing
import Transforms

private func patch(_ change: (inout FieldPatch) -> Void) -> FieldPatch {
  var patch = FieldPatch()
  change(&patch)
  return patch
}

private func resolved(
  _ frames: [Frame], _ overrides: [FieldOverride],
  _ change: (inout FieldConfig) -> Void = { _ in }
) -> [ResolvedField] {
  var defaults = FieldConfig()
  change(&defaults)
  return ResolvedFrame.resolve(frames, defaults: defaults, overrides: overrides).flatMap(\.fields)
}

private let frames = [
  series(["job": "a"], [1, 5], refID: "A", name: "up a"),
  series(["job": "b"], [0, 0], refID: "B", name: "up b"),
]

@Test(
  arguments: [
    (.all, [true, true, true, true]), (.byName("up a"), [false, true, false, false]),
    (.byName("Value"), [false, true, false, true]),
    (.byNames(["up a", "Time"], isExcluding: false), [true, true, true, false]),
    (.byNames(["up a", "Time"], isExcluding: true), [false, false, false, true]),
    (.byRegexp("/B$/i"), [false, false, false, true]),
    (.byRegexp("up"), [false, false, false, false]),
    (.byRegexp("up .*"), [false, true, false, true]),
    (.byRegexp("/(?=x)/"), [false, false, false, false]),
    (.byType(.time), [true, false, true, false]), (.byType(.number), [false, true, false, true]),
    (.byFrameRefID("B"), [false, false, true, true]),
    (.byValue(.init(.max, .greater, 3)), [false, true, false, false]),
    (.byValue(.init(.allIsZero, .greaterOrEqual, 0)), [false, false, false, true]),
    (.byValue(.init(.last, .notEqual, 5)), [false, false, false, true]),
    (.firstTime, [true, false, true, false]), (.not(.all), [false, false, false, false]),
    (.every([.byType(.number), .byFrameRefID("A")]), [false, true, false, false]),
    (.any([.byName("up a"), .byName("up b")]), [false, true, false, true]),
  ] as [(FieldMatcher, [Bool])])
func aMatcherSelectsFields(matcher: FieldMatcher, selected: [Bool]) {
  let fields = resolved(frames, [FieldOverride(matcher, patch { $0.unit = "x" })])
  #expect(fields.map { $0.config.unit == "x" } == selected)
}

@Test func laterOverridesGoOnTopOfEarlierOnes() {
  let fields = resolved(
    frames,
    [
      FieldOverride(.byType(.number), patch { ($0.unit, $0.decimals) = ("s", 2) }),
      FieldOverride(
        .byName("up b"),
        patch {
          $0.unit = "ms"
          $0.custom.drawStyle = .bars
        }),
      FieldOverride(.byName("up a"), patch { $0.cleared = [.decimals] }),
    ]
  ) {
    $0.unit = "bytes"
    $0.custom.fillOpacity = 10
  }
  #expect(fields.map(\.config.unit) == ["bytes", "s", "bytes", "ms"])
  #expect(fields.map(\.config.decimals) == [nil, nil, nil, 2])
  #expect(fields.map(\.config.custom.drawStyle) == [nil, nil, nil, .bars])
  #expect(fields.map(\.config.custom.fillOpacity) == [10, 10, 10, 10])
}

@Test func anOverridesNameIsWhatTheNextOnesGoBy() {
  let fields = resolved(
    frames,
    [
      FieldOverride(.byName("up a"), patch { $0.displayName = "A of ${__field.labels.job}" }),
      FieldOverride(.byName("A of a"), patch { $0.unit = "s" }),
      FieldOverride(.byName("up a"), patch { $0.unit = "ms" }),
    ])
  #expect(fields.map(\.name) == ["Time", "A of a", "Time", "up b"])
  #expect(fields[1].config.unit == "s")
}

@Test func aNameThatTheConfigGivesStaysAsItIs() {
  #expect(
    resolved(frames, []) { $0.displayName = "same" }.map(\.name)
      == ["Time", "same", "Time", "same"])
}

@Test func columnsOfOneNameKeepTheirNumbersBesideRenamedOnes() {
  var joined = table(["pod": ["a"], "pod ": ["b"], "Value": [1]])
  joined.fields[1].name = "pod"
  #expect(resolved([joined], []).map(\.name) == ["pod 1", "pod 2", "Value"])
  joined.fields[0].displayName = "Pod"
  #expect(resolved([joined], []).map(\.name) == ["Pod", "pod 2", "Value"])
}

@Test(
  arguments: [
    ("${__series.name}!", "up a!"), ("${__field.displayName}", "up a"), ("$__field.name", "Value"),
    ("${__field.labels.job}/${__field.labels.none}", "a/"), ("${__field.labels[\"job\"]}", "a"),
    ("${__field.labels}", #"{job="a"}"#), ("cost $5 ${unknown}", "cost $5 ${unknown}"),
    ("${__field", "${__field"),
  ])
func aNameIsATemplate(template: String, name: String) {
  #expect(resolved(frames, []) { $0.displayName = template }[1].name == name)
}

@Test func aTransformationsNameGoesBeforeTheDefaultsAndAfterAnOverrides() {
  let (renamed, _) = Transformation.apply(
    [.organize(.init(renameByName: ["up a": "given"]))], to: frames)
  #expect(resolved(renamed, []) { $0.displayName = "default" }.map(\.name)[1] == "given")
  let override = FieldOverride(.byName("Value"), patch { $0.displayName = "own" })
  #expect(resolved(renamed, [override]).map(\.name)[1] == "own")
}

@Test func sharesAreMeasuredInAllNumbersOfThePanelOrInTheFieldsOwn() {
  let fields = resolved(
    frames, [FieldOverride(.byName("up b"), patch { $0.hasOwnRange = true })]
  ) { $0.color = .continuous("GrYlRd") }
  #expect(fields.map(\.range) == [0...5, 0...5, 0...5, 0...0])
  #expect(resolved(frames, []).allSatisfy { $0.range == nil })
}

@Test func valuesAreMadeOfTheFieldsThatAreChosen() {
  func names(
    _ fields: String, calcs: [Reducer] = [.lastNotNull], values: Bool = false, limit: Int = 25
  )
    -> [String]
  {
    let text = Field(name: "version", values: .strings(["1", "2"]))
    let all = ResolvedFrame.resolve(
      frames + [Frame(fields: [text])], defaults: FieldConfig(), overrides: [])
    return ReducedValue.make(
      of: all, calcs: calcs, values: values, limit: limit, fields: fields
    ).map { "\($0.name)=\($0.value.text ?? "·")" }
  }
  #expect(names("") == ["up a=5", "up b=0"])
  #expect(names("/b$/") == ["up b=0"])
  #expect(names("version") == ["version=2"])
  #expect(names("/^version$/", calcs: [.first]) == ["version=1"])
  #expect(names("up a", calcs: [.min, .max]) == ["min up a=1", "max up a=5"])
  #expect(names("", values: true, limit: 3) == ["up a=1", "up a=5", "up b=0"])
  #expect(names("/none/").isEmpty)
}

@Test(arguments: [("${__calc} of all", ["min of all", "max of all"]), ("all", ["all", "all"])])
func aGivenNameSaysItselfWhereTheCalcGoes(template: String, names: [String]) {
  var config = FieldConfig()
  config.displayName = template
  let all = ResolvedFrame.resolve([frames[0]], defaults: config, overrides: [])
  let values = ReducedValue.make(
    of: all, calcs: [.min, .max], values: false, limit: 25, fields: "")
  #expect(values.map(\.name) == names)
}
