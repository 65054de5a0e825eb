import Frames
import Rules
import Testing

private func expand(_ text: String, value: Double = 1234.5678) -> String {
  TemplateText.expand(
    text,
    in: TemplateText.Context(
      value: value, labels: ["instance": "h:90", "job": "prometheus"],
      externalLabels: ["cluster": "c1"], externalURL: "http://x/p"))
}

private func failure(_ message: String) -> String { "<error expanding template: \(message)>" }

// What promtool 2.42 makes of each, in a unit test of a rule.
@Test(arguments: [
  ("{{ gt $value 1 }}", failure("incompatible types for comparison")),
  ("{{ eq 1 1.0 }}", failure("incompatible types for comparison")),
  ("{{ eq \"a\" 1 }}", failure("incompatible types for comparison")),
  (
    "{{ eq nil nil }} {{ eq 1 nil }} {{ ne 1 2 }} {{ le 1 1 }} {{ ge 1.5 1.5 }}",
    "true false true true true"
  ),
  ("{{ gt 3 nil }}", failure("invalid type for comparison")),
  ("{{ lt true false }}", failure("invalid type for comparison")),
  ("{{ gt 3 'a' }} {{ eq 97 'a' }} {{ eq (index \"abc\" 0) 97 }}", "false true true"),
  (
    "{{ gt $value 1.0 }} {{ lt \"a\" \"b\" }} {{ eq $labels.job \"x\" \"prometheus\" }}",
    "true true true"
  ),
  ("{{ title 3 }}", failure("wrong type for value; expected string; got int")),
  ("{{ humanize true }}", failure("humanize: can't convert bool to float")),
  ("{{ humanize 1 }} {{ humanizeDuration 60 }}", "1 1m 0s"),
  ("{{ nil }}", failure("nil is not a command")),
  ("{{ range $i, $x := nil }}x{{ end }}", failure("nil is not a command")),
  ("{{ 'a' }} {{ index \"abc\" 1 }} {{ len \"日本\" }} {{ slice \"abc\" 1 }}", "97 98 6 bc"),
  ("{{ slice \"abc\" 3 2 }}", failure("invalid slice index: 3 > 2")),
  ("{{ index $labels 3 }}", failure("index: value has type int; should be string")),
  (
    "{{ 1_000 }} {{ 0b11 }} {{ 0o17 }} {{ 017 }} {{ 0x1p4 }} {{ 1e3 }} {{ -1 }}",
    "1000 3 15 15 16 1000 -1"
  ),
  ("{{ toUpper \"ŉ ß ǆ ﬁ İ\" }} {{ toLower \"İ ẞ\" }}", "ŉ ß Ǆ ﬁ İ i ß"),
  ("{{ title \"ǆ o'neil a_b 1x é\" }}", "ǅ O'Neil A_b 1x É"),
  ("{{ toUpper \"straße\" }}", "STRAßE"),
  ("{{ and 1 0 }} {{ or 0 \"\" \"x\" }} {{ not nil }}", "0 x true"),
  ("{{ or true (index \"\" 9) }}", "true"),
  ("{{ . }}", "{map[instance:h:90 job:prometheus] map[cluster:c1] http://x/p 1234.5678}"),
  ("{{ call 3 }}", failure("call: non-function of type int")),
  ("{{ $value.foo }}", failure("can't evaluate field foo in type float64")),
  ("{{ \"a\" | }}", "a"), ("{{ print.x }}", failure("can't evaluate field x in type string")),
])
func valuesHaveTheKindsOfGo(template: String, text: String) {
  #expect(expand(template) == text)
}

@Test(arguments: [
  ("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}", "2"),
  ("{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}", "1"),
  ("{{ $x := 1 }}{{ $x = \"a\" }}{{ $x }}", "a"),
  ("{{ $x = 2 }}", failure("undefined variable: $x")),
  ("{{ if $x := 3 }}{{ $x }}{{ end }}", "3"),
  ("{{ with $x := \"\" }}a{{ else }}<{{ $x }}>{{ end }}", "<>"),
  ("{{ if false }}{{ $y := 1 }}{{ else }}{{ $y }}{{ end }}", failure("undefined variable: $y")),
  (
    "{{ range $i, $x := $labels }}{{ if eq $i \"job\" }}{{ break }}{{ end }}{{ $i }}{{ end }}|",
    "instance|"
  ),
  (
    "{{ range $i, $x := $labels }}{{ if eq $i \"instance\" }}{{ continue }}{{ end }}{{ $i }}{{ end }}|",
    "job|"
  ),
  (
    "{{ $n := \"\" }}{{ range $labels }}{{ $n = . }}{{ end }}{{ $n }} {{ .Value }}",
    "prometheus 1234.5678"
  ),
  (
    "{{ range $labels }}{{ range $labels }}{{ break }}{{ end }}{{ . }};{{ end }}",
    "h:90;prometheus;"
  ),
  ("{{ if false }}a{{ else if false }}b{{ else if true }}c{{ else }}d{{ end }}e", "ce"),
  (
    "{{ define \"x\" }}<{{ . }}>{{ end }}{{ template \"x\" 3 }}{{ template \"x\" }}"
      + "{{ block \"b\" $value }}[{{ . }}]{{ end }}", "<3><<no value>>[1234.5678]"
  ),
  ("{{ template \"no\" }}", failure("template \"no\" not defined")),
  (
    "{{ define \"x\" }}{{ template \"x\" }}{{ end }}{{ template \"x\" }}",
    failure("exceeded maximum template depth (1000)")
  ),
])
func blocksAndVariablesGoAsInGo(template: String, text: String) {
  #expect(expand(template) == text)
}

@Test(arguments: [
  ("\"%d %s %v\" 1", "1 %!s(MISSING) %!v(MISSING)"),
  ("\"a\" 1 \"b\"", "a%!(EXTRA int=1, string=b)"),
  (
    "\"%05d|%+d|% d|%x|%o|%b|%c|%U|%#x\" -42 5 5 255 8 5 65 233 255",
    "-0042|+5| 5|ff|10|101|A|U+00E9|0xff"
  ),
  ("\"%x %X %o %b %e\" -255 255 -8 -5 1", "-ff FF -10 -101 %!e(int=1)"),
  ("\"%f %s %d\" 1 3 1.5", "%!f(int=1) %!s(int=3) %!d(float64=1.5)"),
  (
    "\"%x|%G|%b|% d\" $value $value $value $value",
    "0x1.34a456d5cfaadp+10|1234.5678|5429686605511341p-42|%!d(float64= 1234.5678)"
  ),
  ("\"%x|%b\" 0.0 0.0", "0x0p+00|0p-1074"),
  (
    "\"%T %T %T %T %T\" $labels 1 1.0 (index \"abc\" 1) nil",
    "map[string]string int float64 uint8 <nil>"
  ),
  ("\"%X|%#x|%x|% x\" \"hi\" \"hi\" \"hi\" \"hi\"", "6869|0x6869|6869|68 69"),
  ("\"%*d|%-*d|%.*f\" 5 42 5 42 2 3.14159", "   42|42   |3.14"),
  ("\"%[2]d %[1]d\" 1 2", "2 1"),
  ("\"%[3]d %d|%[x]d|%[1]*d\" 1 2", "%!d(BADINDEX) 1|%!d(BADINDEX)|2"),
  ("\"%q %#q %+q %q\" \"a\\\"b\" \"x\" \"é\" 65", "\"a\\\"b\" `x` \"\\u00e9\" 'A'"),
  (
    "\"%v %s %d %5s|\" $labels $labels $labels $labels",
    "map[instance:h:90 job:prometheus] map[instance:h:90 job:prometheus] map[%!d(string=instance):%!d(string=h:90) %!d(string=job):%!d(string=prometheus)] map[instance: h:90   job:prometheus]|"
  ),
  ("\"%05s|%05t|%-05d|%#v\" \"ab\" true 3 \"x\"", "000ab|0true|3    |\"x\""),
  ("\"%.2s|%.0d|%.3d|%+.3d|%8.3d|%08.3d\" \"héllo\" 0 5 5 5 5", "hé||005|+005|     005|     005"),
  (
    "\"%6.3v|%06.1f|%-8.2e|%+.3g|%g|%#g\" 3.14159 -2.5 12345.678 1234567.0 1e21 1.5",
    "  3.14|-002.5|1.23e+04|+1.23e+06|1e+21|1.50000"
  ),
  ("\"%!|%\"", "%!!(MISSING)|%!(NOVERB)"), ("\"%s %v\" nil nil", "%!s(<nil>) <nil>"),
  ("\"%t %v %p %z\" true \"x\" 1 3", "true x %!p(int=1) %!z(int=3)"), ("\"%#U\" 65", "U+0041 'A'"),
  ("\"%v\" (args 1 \"a\" nil)", "map[arg0:1 arg1:a arg2:<nil>]"),
])
func printfWritesAsGoDoes(arguments: String, text: String) {
  #expect(expand("{{ printf \(arguments) }}") == text)
}

@Test(arguments: [
  ("{{ print 1 2 \"a\" \"b\" 3 4 }}|{{ println \"x\" 1 }}", "1 2ab3 4|x 1\n"),
  ("{{ print 1.0 1e21 1e20 0.00001 true nil }}", "1 1e+21 1e+20 1e-05 true <nil>"),
  ("{{ with args 1 \"b\" }}{{ .arg0 }}{{ .arg1 }}{{ .arg2 }}{{ end }}", "1b<no value>"),
  ("{{ toTime 1 }} {{ (toTime 1).Unix }}", "1970-01-01 00:00:01 +0000 UTC 1"),
  (
    "{{ html \"<a&\\\"b'>\" }} {{ js \"a'<b>\" }} {{ urlquery \"a b&c/é\" }}",
    "&lt;a&amp;&#34;b&#39;&gt; a\\'\\u003Cb\\u003E a+b%26c%2F%C3%A9"
  ),
  ("{{ html 1 \"a\" 2 }} {{ urlquery 1 2 }}", "1a2 1+2"),
  (
    "{{ graphLink \"up{a=\\\"b\\\"}\" }} {{ tableLink \"up\" }}",
    "/graph?g0.expr=up%7Ba%3D%22b%22%7D&g0.tab=0 /graph?g0.expr=up&g0.tab=1"
  ),
])
func functionsGiveWhatPrometheusGives(template: String, text: String) {
  #expect(expand(template) == text)
}

@Test(arguments: [
  "{{ \"abc\".Foo }}", "{{ true.Foo }}", "{{ nil.Foo }}", "{{ 'ab' }}", "{{ /* c */ }}",
  "{{ $labels.}}", "{{ 99999999999999999999 }}", "{{ 08 }}", "{{ \"a\" | 3 }}",
  "{{ range $a $b := $labels }}x{{ end }}", "{{ now }}", "{{ tmpl \"x\" . }}", "{{ 1_ }}",
  "{{ urlQueryEscape \"a\" }}", "{{ $x, $y := $labels }}", "{{ range $x, := $labels }}{{ end }}",
  "{{ break }}", "{{ range $labels }}{{ else }}{{ break }}{{ end }}", "{{ $labels.foo-bar }}",
  "{{ if true }}{{ define \"x\" }}{{ end }}{{ end }}", "{{ \"a\"\"b\" }}", "{{ 3 @ }}",
  "{{ define \"x\" }}a{{ end }}{{ define \"x\" }}b{{ end }}",
  "{{ with true }}{{ else with 3 }}{{ end }}",
  "{{ define \"x\" }}{{ $labels }}{{ end }}", "{{ (1 }}", "{{ 1) }}", "{{ 1, 2 }}", "{{ -'a' }}",
])
func whatGoRefusesIsRefused(template: String) {
  #expect(throws: TemplateError.self) { try TemplateText(template) }
}

@Test func blocksMayStandDeepInOneAnother() throws {
  let deep =
    [String](repeating: "{{ if true }}", count: 1000).joined() + "x"
    + [String](repeating: "{{ end }}", count: 1000).joined()
  #expect(expand(deep) == "x")
}

@Test func aTemplateThatNeverEndsIsStopped() {
  let names = (0..<30).map { "t\($0)" }
  let definitions = zip(names, names.dropFirst()).map {
    "{{ define \"\($0)\" }}{{ template \"\($1)\" }}{{ template \"\($1)\" }}{{ end }}"
  }
  let text = definitions.joined() + "{{ define \"t29\" }}{{ end }}{{ template \"t0\" }}"
  #expect(expand(text) == failure("takes more than 200000 steps"))
}

/// What grows with every step is stopped before it fills the memory.
@Test(arguments: [
  "{{ $x = print $x $x }}", "{{ $x = printf \"%s%s\" $x $x }}", "{{ $x = println $x $x }}",
  "{{ $x = html $x $x }}", "{{ $x = reReplaceAll \".\" $x $x }}", "{{ $x = args $x $x }}",
])
func textsThatGrowAreStopped(step: String) {
  let steps = String(repeating: step, count: 40)
  #expect(
    expand("{{ $x := \"abcd\" }}" + steps + "{{ $x }}").hasPrefix("<error expanding template:"))
}
