import Frames
import Samples
import Testing

private func store() throws -> SampleStore {
  var store = SampleStore()
  for code in ["200", "404", "500", "503"] {
    for job in ["api", "web"] {
      try store.append(["__name__": "requests", "code": code, "job": job], 10, 1)
    }
  }
  try store.append(["__name__": "up"], 10, 1)
  try store.append(["__name__": "up", "job": "é\n"], 20, 1)
  return store
}

private func chosen(_ matchers: [(String, SeriesMatcher.Operation, String)]) throws -> [String] {
  let matchers = try matchers.map { try SeriesMatcher($0.0, $0.1, $0.2) }
  return try store().select(matchers, from: .min, to: .max).map(\.labels.text)
}

@Test(
  arguments: [
    ([("__name__", .equal, "up")], ["up", #"up{job="é\n"}"#]),
    ([("__name__", .equal, "up"), ("job", .equal, "")], ["up"]),
    ([("__name__", .equal, "up"), ("job", .notEqual, "")], [#"up{job="é\n"}"#]),
    ([("__name__", .equal, "up"), ("job", .matches, ".*")], ["up"]),
    ([("__name__", .equal, "up"), ("job", .matches, "(?s).+")], [#"up{job="é\n"}"#]),
    (
      [("__name__", .equal, "up"), ("none", .notEqual, "x"), ("job", .notMatches, ".+")],
      ["up", #"up{job="é\n"}"#]
    ),
    (
      [("code", .matches, "5..")],
      [
        #"requests{code="500", job="api"}"#, #"requests{code="500", job="web"}"#,
        #"requests{code="503", job="api"}"#, #"requests{code="503", job="web"}"#,
      ]
    ),
    ([("code", .matches, "50")], []),
    (
      [("code", .matches, "200|404"), ("job", .notMatches, "w.b"), ("code", .notEqual, "404")],
      [#"requests{code="200", job="api"}"#]
    ),
    ([("code", .equal, "418")], []),
    ([("none", .equal, "x")], []),
  ] as [([(String, SeriesMatcher.Operation, String)], [String])])
func seriesAreChosenByAllMatchers(
  matchers: [(String, SeriesMatcher.Operation, String)], series: [String]
) throws {
  #expect(try chosen(matchers) == series)
}

@Test func aSeriesOutsideOfTheSpanIsNotChosen() throws {
  let matcher = try SeriesMatcher("__name__", .equal, "up")
  #expect(try store().select([matcher], from: 11, to: 30).map(\.labels.text) == [#"up{job="é\n"}"#])
  #expect(try store().select([matcher], from: 0, to: 9).isEmpty)
}

@Test func aSlashAndAJavaScriptGroupAreAsInRE2() throws {
  #expect(try SeriesMatcher("a", .matches, "/x/i").matches("/x/i"))
  #expect(try !SeriesMatcher("a", .matches, "/x/i").matches("x"))
}

@Test func aWrongExpressionIsRefused() {
  #expect { try SeriesMatcher("a", .matches, "(") } throws: {
    ($0 as? SamplesError)?.code == .malformedPattern
  }
}
