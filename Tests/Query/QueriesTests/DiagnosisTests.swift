import Dashboards
import Frames
import PromQLSyntax
import Queries
import Testing
import Times

private let now = Instant(milliseconds: 1_795_271_550_000)

private func query(
  _ expression: String, ago: Span = .zero, mode: Query.Mode = .range(step: .seconds(30))
) -> Query {
  Query(
    panelID: 1, refID: "A", dataSource: DataSourceRef(), expression: expression, mode: mode,
    range: TimeRange(from: now - ago - .hours(1), to: now - ago))
}

/// Ages in seconds for moments, or numbers as they are.
private func frames(_ answers: [String: Double]) -> [Frame] {
  answers.map { tag, value in
    let isMoment = tag.hasSuffix("s") || tag.hasSuffix("n") || tag.count > 3
    let value = isMoment ? Double((now - .seconds(value)).milliseconds / 1000) : value
    return Frame(fields: [
      Field(name: "Time", values: .times([now])),
      Field(name: "Value", labels: ["hune": tag], values: .numbers([value])),
    ])
  }
}

private func moment(_ age: Double) -> Instant { now - .seconds(age) }

@Test(
  arguments: [
    ("nope", [:], .unknownMetric("nope", within: .hours(168))),
    (#"nope{a="b"}"#, [:], .unknownMetric("nope", within: .hours(168))),
    ("up", ["0s": 7200], .noSample("up", last: moment(7200))),
    ("rate(up[1m])", ["0s": 10, "0r": 1, "0c": 1], .shortSpan(.minutes(1))),
    ("rate(up[1m])", ["0s": 10, "0r": 1, "0c": 4], .noResult("up")),
    // The spans lie between the samples: none holds any.
    ("increase(up[1s])", ["0s": 10, "0r": 1], .shortSpan(.seconds(1))),
    // One span in three holds two.
    ("rate(up[20s])", ["0s": 10, "0r": 1, "0c": 1.34], .shortSpan(.seconds(20))),
    ("rate(up[30s])", ["0s": 10, "0r": 1, "0c": 1.98], .noResult("up")),
    ("up == 7", ["0s": 10, "0r": 3], .noResult("up")),
    ("sum(a) / sum(b)", ["0s": 10, "0r": 3], .unknownMetric("b", within: .hours(168))),
  ] as [(String, [String: Double], EmptyReason)])
func oneAnswerSaysWhyThereIsNothing(
  expression: String, answers: [String: Double], reason: EmptyReason
) throws {
  var diagnosis = try #require(Diagnosis(of: query(expression), at: now))
  #expect(diagnosis.read(frames(answers)) == reason)
}

@Test(
  arguments: [
    // Alone it lets nothing through.
    (["o0": 2, "o1": 0, "w0": 0, "w1": 5], ["o1"], #"b=~"x.*""#),
    // Each alone lets something through: without this one there would be series.
    (["o0": 2, "o1": 3, "w1": 5], [], #"b=~"x.*""#),
    (["o0": 2, "o1": 3], [], #"a="1", b=~"x.*""#),
  ] as [([String: Double], [String], String)])
func theConditionAtFaultIsFound(
  answers: [String: Double], missing: [String], condition: String
) throws {
  let query = query(#"sum(rate(m{a="1",b=~"x.*"}[5m]))"#)
  var diagnosis = try #require(Diagnosis(of: query, at: now))
  #expect(diagnosis.read(frames(["0n": 40])) == nil)
  #expect(diagnosis.question.range.to == moment(40))
  var answers = answers
  for tag in missing { answers[tag] = nil }
  #expect(diagnosis.read(frames(answers)) == .noMatch("m", condition: condition))
}

@Test(
  arguments: [
    (["targets": 90_000, "first": 80_000], .beforeOldest(moment(90_000), isExact: false)),
    (
      ["server": 90_000, "targets": 85_000, "first": 80_000],
      .beforeOldest(moment(90_000), isExact: true)
    ),
    (["targets": 900_000, "first": 80_000], .beforeFirst("m", moment(80_000))),
    (["targets": 900_000, "first": 900_000], .noSample("m", last: nil)),
    ([:], .noSample("m", last: nil)),
  ] as [([String: Double], EmptyReason)])
func aRangeOfThePastMayLieBeforeAllSamples(
  answers: [String: Double], reason: EmptyReason
) throws {
  var diagnosis = try #require(Diagnosis(of: query("m", ago: .hours(48)), at: now))
  #expect(diagnosis.read(frames(["0s": 5])) == nil)
  var found = diagnosis.read(frames(answers))
  if found == nil { found = diagnosis.read([]) }
  #expect(found == reason)
}

@Test func theOldestSampleIsLookedAtCloser() throws {
  var diagnosis = try #require(Diagnosis(of: query("m", ago: .hours(24 * 300)), at: now))
  #expect(diagnosis.read(frames(["0s": 5])) == nil)
  #expect(diagnosis.question.expression.contains("timestamp(up)[432125m:"))
  #expect(diagnosis.read(frames(["targets": 86_400, "first": 50_000])) == nil)
  #expect(diagnosis.question.expression.contains("offset 1d"))
  #expect(
    diagnosis.read(frames(["targets": 90_000])) == .beforeOldest(moment(90_000), isExact: false))
}

@Test func aSeriesYoungerThanAStepIsShownByTheNext() throws {
  let young = query("m", ago: .seconds(20))
  var diagnosis = try #require(Diagnosis(of: young, at: now))
  #expect(
    diagnosis.read(frames(["0s": 5])) == .youngerThanStep("m", next: now + .seconds(10)))
}

@Test(arguments: ["1 + 1", "vector(1)", "not ) a query", ""])
func whatHasNoSelectorIsNotAskedAbout(expression: String) {
  #expect(Diagnosis(of: query(expression), at: now) == nil)
}

@Test(
  arguments: [
    "up", #"rate(up{job="a\"b",x!~"y"}[5m] offset 1h)"#, #"{__name__=~"a|b"}"#, #"{job="x"}"#,
    "a / b + c - d", "rate(a[1m] @ 1700000000)", "max_over_time(rate(a[1m])[1h:5m])",
  ], [Query.Mode.instant, .range(step: .seconds(30))])
func whatIsAskedIsPromQL(expression: String, mode: Query.Mode) throws {
  for ago in [Span.zero, .seconds(7), .hours(20_000)] {
    let diagnosis = try #require(
      Diagnosis(of: query(expression, ago: ago, mode: mode), at: now))
    #expect(diagnosis.question.mode == .instant)
    _ = try Expression(parsing: diagnosis.question.expression)
    for answer in [[:], ["0s": 5], ["0n": 5], ["0s": 5, "0r": 5]] as [[String: Double]] {
      var copy = diagnosis
      if copy.read(frames(answer)) == nil {
        _ = try Expression(parsing: copy.question.expression)
        // Two questions are all it takes, where nothing is found.
        #expect(copy.read([]) != nil)
      }
    }
  }
}
