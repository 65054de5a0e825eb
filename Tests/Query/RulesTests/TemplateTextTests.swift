import Frames
import Rules
import Testing

private func expand(_ text: String, value: Double = 0) -> String {
  TemplateText.expand(
    text,
    in: TemplateText.Context(
      value: value,
      labels: Labels([("instance", "web-1:9090"), ("job", "api"), ("platform", "tik tok")]),
      externalLabels: Labels([("cluster", "a")]), externalURL: "http://prom:9090/x"))
}

@Test(arguments: [
  ("plain", "plain"), ("", ""), ("{ {", "{ {"),
  ("{{ $labels.job }} on {{$labels.instance}}", "api on web-1:9090"),
  ("{{ .Labels.job }}", "api"), ("{{ $labels.none }}|", "|"), ("{{ .Value }}", "0.25"),
  ("{{ $externalLabels.cluster }} {{ $externalURL }}", "a http://prom:9090/x"),
  ("{{ $value | humanizePercentage }}", "25%"), ("{{ printf \"%.1f\" $value }}", "0.2"),
  ("{{ $value | printf \"%08.3f|%5s\" }}", "0000.250|%!s(MISSING)"),
  ("{{ printf \"%d\" $value }}", "%!d(float64=0.25)"),
  ("{{ printf \"%s is %q\" $labels.job \"x\" }}", "api is \"x\""),
  ("{{ \"a b-c\" | title }}", "A B-C"), ("{{ toUpper $labels.job }}", "API"),
  ("{{ reReplaceAll \"(.*):.*\" \"$1\" $labels.instance }}", "web-1"),
  ("{{ reReplaceAll \"[a-z]\" \"<$0>\" \"a1b\" }}", "<a>1<b>"),
  ("{{ reReplaceAll \"(b)\" \"${1}x$1x$$\" \"abc\" }}", "abx$c"),
  ("{{ if match \"^a\" $labels.job }}yes{{ else }}no{{ end }}", "yes"),
  ("{{ if gt $value 1.0 }}a{{ else if gt $value 0.1 }}b{{ else }}c{{ end }}", "b"),
  ("{{ range $i, $x := args }}x{{ else }}none{{ end }}", "none"),
  ("{{ with $labels.job }}<{{ . }}>{{ end }}", "<api>"),
  ("a {{- /* gone */ -}} b {{- \"c\" -}} d", "abcd"),
  ("{{ $x := printf \"%v\" $value }}{{ $x }}", "0.25"),
  (
    "{{ range $k, $v := $labels }}{{ $k }}={{ $v }};{{ end }}",
    "instance=web-1:9090;job=api;platform=tik tok;"
  ),
  ("{{ (index $labels \"job\") | toUpper }}", "API"),
  ("{{ `raw \\n` }}", "raw \\n"), ("{{ stripPort $labels.instance }}", "web-1"),
  ("{{ and true $labels.job }} {{ not false }} {{ or \"\" \"z\" }}", "api true z"),
  ("{{ humanizeDuration \"3661\" }}", "1h 1m 1s"),
])
func templatesMakeTheTextThatPrometheusMakes(template: String, text: String) {
  #expect(expand(template, value: 0.25) == text)
}

private func problem(in template: String) -> String? {
  do throws(TemplateError) {
    _ = try TemplateText(template)
    return nil
  } catch {
    return error.message
  }
}

@Test(arguments: ["{{ query \"up\" | first | value }}", "{{ with query \"up\" }}{{ . }}{{ end }}"])
func whatOnlyAServerCanEvaluateIsNamed(template: String) {
  #expect(problem(in: template) == nil)
  let text = expand(template)
  #expect(text == "<error expanding template: hune does not evaluate query>")
}

@Test(arguments: [
  ("{{ $valeu }}", "undefined variable \"$valeu\""),
  ("{{ humanise $value }}", "function \"humanise\" not defined"),
  ("{{ $value", "unclosed action"), ("{{ if $value }}x", "unexpected EOF: {{if}} has no {{end}}"),
  ("{{ end }}", "unexpected {{end}}"), ("{{ break }}", "{{break}} outside {{range}}"),
  ("{{ }}", "missing value for command"), ("{{ \"x }}", "unterminated quoted string"),
  ("{{ ($value }}", "unclosed left paren"),
])
func mistakesInTemplatesAreNamed(template: String, message: String) {
  #expect(problem(in: template) == message)
  #expect(expand(template) == "<error expanding template: \(message)>")
}

@Test func deepTemplatesAreRefused() {
  let deep = String(repeating: "{{ if true }}", count: 1001)
  #expect(problem(in: deep) == "nested too deep")
  let parens =
    "{{ " + String(repeating: "(", count: 10_000) + "1"
    + String(repeating: ")", count: 10_000) + " }}"
  #expect(problem(in: parens) == "nested too deep")
}

// Vectors of Prometheus's own template tests, and of the same arithmetic.
@Test(arguments: [
  (0, "0"), (123.0, "123"), (1234.567, "1.235k"), (0.0123, "12.3m"), (-1e9, "-1G"),
  (1e-30, "1e-06y"), (.infinity, "+Inf"), (.nan, "NaN"),
])
func numbersAreHumanized(value: Double, text: String) {
  #expect(expand("{{ humanize $value }}", value: value) == text)
}

@Test(arguments: [(0.0, "0"), (1, "1"), (1_048_576, "1Mi"), (1536, "1.5ki"), (.infinity, "+Inf")])
func bytesAreHumanized(value: Double, text: String) {
  #expect(expand("{{ humanize1024 $value }}", value: value) == text)
}

@Test(arguments: [
  (0, "0s"), (60, "1m 0s"), (86_400, "1d 0h 0m 0s"), (86_400 + 2 * 3600, "1d 2h 0m 0s"),
  (0.1, "100ms"), (0.0001, "100us"), (0.12345, "123.5ms"), (1.23456, "1.235s"), (-90, "-1m 30s"),
  (.infinity, "+Inf"), (1e300, "106751991167300d 15h 30m 7s"),
])
func durationsAreHumanized(value: Double, text: String) {
  #expect(expand("{{ humanizeDuration $value }}", value: value) == text)
}

@Test(arguments: [
  (1_435_065_584.128, "2015-06-23 13:19:44.128 +0000 UTC"), (0, "1970-01-01 00:00:00 +0000 UTC"),
  (.infinity, "+Inf"),
])
func moments(value: Double, text: String) {
  #expect(expand("{{ humanizeTimestamp $value }}", value: value) == text)
}

@Test func aMomentThatCannotBeIsToldApart() {
  #expect(
    expand("{{ humanizeTimestamp $value }}", value: 1e20)
      == "<error expanding template: 1e+20 cannot be represented as a nanoseconds timestamp since it overflows int64>"
  )
}
