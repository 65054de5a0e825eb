import Dashboards
import Queries
import Testing
import Times

private func values(
  _ texts: [String], isList: Bool = true, isAll: Bool = false, allValue: String? = nil
) -> VariableValues {
  VariableValues([
    "x": .init(
      options: texts.map { .init(text: $0.uppercased(), value: $0) }, isAll: isAll,
      allValue: allValue, isList: isList)
  ])
}

@Test(arguments: [
  ("$x", "{a,b}"), ("${x}", "{a,b}"), ("[[x]]", "{a,b}"), ("${x:csv}", "a,b"), ("${x:pipe}", "a|b"),
  ("${x:regex}", "(a|b)"), ("${x:json}", #"["a","b"]"#), ("${x:text}", "A + B"),
  ("${x:singlequote}", "'a','b'"), ("${x:doublequote}", #""a","b""#), ("${x:join:;}", "a;b"),
  ("$xy", "$xy"), ("$", "$"), ("${x", "${x"), ("100$ of $x.", "100$ of {a,b}."),
  ("${x.y}", "{a,b}"), ("${x.text}", "{A,B}"), ("${x.text:csv}", "A,B"),
  ("${x:nonsense}", "{a,b}"), ("[x]", "[x]"), ("[[x:csv]]", "a,b"), ("[[x", "[[x"), ("${}", "${}"),
  ("${x:raw}", "a,b"), ("${x:glob}", "{a,b}"), ("${x:distributed}", "a,x=b"),
  ("${x:queryparam}", "var-x=a&var-x=b"), ("${x:customqueryparam:p:v-}", "p=v-a&p=v-b"),
  ("${x:percentencode}", "%7Ba%2Cb%7D"), ("${x:uriencode}", "%7Ba,b%7D"),
  ("${x:sqlstring}", "'a','b'"), ("${x:lucene}", #"("a" OR "b")"#), ("${x:html}", "a, b"),
  ("$y ${y:csv} [[y]]", "$y ${y:csv} [[y]]"), ("$$x", "${a,b}"), ("${x:}", "${x:}"),
])
func aVariableIsWrittenInItsFormat(text: String, result: String) {
  #expect(values(["a", "b"]).interpolate(text) == result)
}

@Test(arguments: [
  ("regex", "test.", #"test\."#), ("json", "test", "test"), ("json", #"a"b"#, #"a"b"#),
  ("singlequote", "a'b", #"'a\'b'"#), ("doublequote", #"a"b"#, #""a\"b""#),
  ("sqlstring", "a'b", "'a''b'"), ("html", "<a href='/'>", "&lt;a href=&#39;&#47;&#39;&gt;"),
  ("lucene", "foo bar", #"foo\ bar"#), ("lucene", "-1", "-1"), ("lucene", "-t", #"\-t"#),
  ("percentencode", "foo()bar BAZ", "foo%28%29bar%20BAZ"),
  ("uriencode", "a b/c?d=(1)", "a%20b/c?d=%281%29"),
  ("queryparam", "a b", "var-x=a%20b"), ("glob", "a", "a"), ("date", "x", "NaN"),
])
func oneValueIsWrittenInItsFormat(format: String, value: String, result: String) {
  #expect(values([value], isList: false).interpolate("${x:\(format)}") == result)
}

@Test(arguments: [
  ("${__from}", "1594671549254"), ("${__from:date}", "2020-07-13T20:19:09.254Z"),
  ("${__from:date:iso}", "2020-07-13T20:19:09.254Z"), ("${__from:date:seconds}", "1594671549"),
  ("${__from:date:ms}", "1594671549254"), ("${__from:date:YYYY-MM}", "2020-07"),
  ("${__from:date:YYYY-MM:ss}", "2020-07:09"), ("${__to:date:HH:mm}", "21:19"),
  ("$__range $__range_s ${__range_ms}", "3600s 3600 3600000"),
  ("$__dashboard ${__dashboard.uid} ${__org.name} [${__user.login}]", "T u Main Org. []"),
  ("$timeFilter", "time >= 1594671549254ms and time <= 1594675149254ms"),
  ("?$__url_time_range&${__all_variables}", "?from=1594671549254&to=1594675149254&var-x=a"),
  ("$__name", "$__name"),
])
func everyDashboardHasBuiltInVariables(text: String, result: String) {
  var dashboard = Dashboard(title: "T")
  dashboard.uid = "u"
  let from = Instant(milliseconds: 1_594_671_549_254)
  let known = values(["a"], isList: false).over(
    TimeRange(from: from, to: from + .hours(1)), of: dashboard, calendar: Calendar(.utc))
  #expect(known.interpolate(text) == result)
}

@Test(
  arguments: [
    (["a"], false, "a"), (["a.b"], false, "a.b"), (["a.b"], true, #"a\\.b"#),
    (["a", "b"], true, "(a|b)"), ([#"q"\"#], false, #"q\"\\"#), ([#"q""#], true, #"q\""#),
    ([], true, "()"), ([], false, ""),
  ] as [([String], Bool, String)])
func valuesAreEscapedForPromQL(texts: [String], isList: Bool, result: String) {
  let query = values(texts, isList: isList).interpolate(promQL: #"up{a=~"$x"}"#)
  #expect(query == "up{a=~\"" + result + "\"}")
}

@Test(
  arguments: [
    (#"{a='$x'}"#, #"a'b"c"#, #"{a='a\'b"c'}"#), (#"{a="$x"}"#, #"a'b"c"#, #"{a="a'b\"c"}"#),
    ("{a=`$x`}", #"a\"#, #"{a=`a\`}"#), ("{a=`\\d$x`}", "a`b", #"{a="\\da`b"}"#),
    (#"{a="\$x"}"#, #"""#, #"{a="\\\""}"#), (#"{a="\"$x"}"#, #"""#, #"{a="\"\""}"#),
    ("sum by ($x) (m)", "job", "sum by (job) (m)"), ("m$x", #"{a="b"}"#, #"m{a="b"}"#),
    ("m # it's\n{a=\"$x\"}", #"""#, "m # it's\n{a=\"\\\"\"}"), ("m # $x", "a\nb", "m # a b"),
    (#"{a="${x:raw}"}"#, #"a\\.b"c"#, #"{a="a\\.b\"c"}"#),
    (#"{a="${x:raw}"}"#, #"a\"#, #"{a="a\\"}"#),
    (#"{a=~"${x:regex}"}"#, #"a.b"#, #"{a=~"a\\.b"}"#),
    (#"{a=~"${x:pipe}"}"#, #"""#, #"{a=~"\""}"#),
  ])
func aValueIsEscapedForTheStringItStandsIn(query: String, value: String, result: String) {
  #expect(values([value], isList: false).interpolate(promQL: query) == result)
}

@Test(
  arguments: [
    (["a"], false, "{a=~`$x`}", "{a=~`a`}"), (["a.b", "c"], true, "{a=~`$x`}", #"{a=~`a\.b|c`}"#),
    (["a.b", "c"], true, #"{a=~"$x"}"#, #"{a=~"a\\.b|c"}"#),
    (["it's"], false, #"{a="$x"} |= "'$x""#, #"{a="it's"} |= "'it's""#),
  ] as [([String], Bool, String, String)])
func valuesAreEscapedForLogQL(texts: [String], isList: Bool, query: String, result: String) {
  #expect(values(texts, isList: isList).interpolate(query, as: .logQL) == result)
}

@Test(arguments: [
  ("$x", "{o,p}"), ("${x:text}", "All"), ("${x:csv}", "o,p"),
  ("${x:queryparam}", "var-x=%24__all"),
])
func allIsTheListInTitles(text: String, result: String) {
  #expect(values(["o", "p"], isAll: true).interpolate(text) == result)
}

@Test(arguments: ["$x", "${x}", "[[x]]", "${x:glob}", "${x:text}", "${x:percentencode}"])
func aVariableWithoutAValueIsEmpty(text: String) {
  #expect(values([], isList: false).interpolate("a \(text) b") == "a  b")
}

@Test func allStandsForWhatTheLayoutSaysRaw() {
  let all = values(["o"], isAll: true, allValue: ".*")
  #expect(all.interpolate(promQL: #"up{a=~"$x"}"#) == #"up{a=~".*"}"#)
  #expect(all.interpolate(promQL: #"up{a=~"${x:regex}"}"#) == #"up{a=~".*"}"#)
  #expect(all.interpolate("${x:text} $x") == "All .*")
  var nested = values(["o"], isAll: true, allValue: "$y-.*")
  nested.values["y"] = .init(options: [.init(text: "p", value: "p.q")], isList: true)
  #expect(nested.interpolate(promQL: #"{a=~"$x"}"#) == #"{a=~"p\\.q-.*"}"#)
  // A circle ends.
  let circle = values(["o"], isAll: true, allValue: "$x")
  #expect(circle.interpolate(promQL: "$x") == "$x")
}

@Test(arguments: ["${", "${a:", "${a.", "[[a", "[[a:", "$", "${a.^"])
func textsAreReadInLinearTime(opening: String) {
  let text = String(repeating: opening, count: 200_000)
  let elapsed = ContinuousClock().measure {
    #expect(values(["v"]).interpolate(text).utf8.count == text.utf8.count)
  }
  // Twice the square of the length would take minutes.
  #expect(elapsed < .seconds(20))
}

@Test(arguments: [
  ("/d/x?var-pod=$pod&t=${__value.raw}", "/d/x?var-pod=%7Ba%20b,c%7D&t=50%25%20%22x"),
  ("/d/x?${pod:queryparam}&$__url_time_range", "/d/x?var-pod=a%20b&var-pod=c&from=1&to=2"),
])
func addressesAreWrittenAsSuch(template: String, address: String) {
  let values = VariableValues(
    [
      "pod": .init(
        options: [.init(text: "a b", value: "a b"), .init(text: "c", value: "c")], isList: true)
    ], builtIns: ["__value.raw": "50% \"x", "__url_time_range": "from=1&to=2"])
  #expect(values.interpolate(template, as: .address) == address)
}
