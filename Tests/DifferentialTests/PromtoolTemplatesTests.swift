import Foundation
import Frames
import RuleEvaluation
import Rules
import TestSupport
import Testing

/// Templates of alerts, here and in `promtool`.
@Suite(.enabled(if: DebianPrometheus.isUnpacked))
struct PromtoolTemplatesTests {
  /// What gives a text in both: errors have words of their own here.
  private static let templates = [
    #"{{ $value }} {{ . }} {{ $labels }} {{ print 1 2 "a" "b" 3 4 }}|{{ println "x" 1 }}"#,
    #"{{ printf "%v|%5.1f|%-8.2f|%+.1e|%g|%08.3f|%x|%q|%t|%G|%b|% d" $value $value $value $value $value $value $value $value $value $value $value $value }}"#,
    #"{{ printf "%6.2f|%-6s|%06d|%x|%X|%o|%b|%c|%U|%e|%T" 3.14159 "ab" 42 255 "hi" 8 5 65 233 12345.678 1.5 }}"#,
    #"{{ printf "%*d|%-*d|%.*f|%[2]d %[1]d" 5 42 5 42 2 3.14159 }}"#,
    #"{{ printf "%[2]*[1]d|%[3]v|%[9]d|%[1]d %d|%-010d|%#o %#b %O" 5 42 "x" }}"#,
    #"{{ printf "%q %#q %+q %x|%q %+q %#U|%#v %#g %#x" "a\"b" "x" "é" "hi" 65 'é' 'é' "y" 1.5 255 }}"#,
    #"{{ printf "%5t|%5v|%05d|%+d|% d|%#x|%05s|%.3d|%08.3d|%x" true 3 -42 5 5 255 "ab" 5 5 1e-9 }}"#,
    #"{{ printf "%v %s %d %5s" $labels $labels $labels $labels }} {{ printf "%d %s" 1 }}{{ printf "a" 1 }}"#,
    #"{{ printf "%e %E %f %F %g %G %.3g %.0f %#.3g %#e" 1e100 1e-7 1e6 2.5 1e21 1e-9 123456.0 2.5 1.0 3.0 }}"#,
    #"{{ printf "%s %d %f %t %z %!" 3 "x" 1 1 3 }} {{ printf "%v %s %T" nil nil nil }}"#,
    #"{{ printf "%6.3s|%-6q|% x|% X|%#x|%c|%U" "héllo" "a" "abc" "abc" "abc" 128512 128512 }}"#,
    #"{{ toUpper "straße ŉ ǆ ﬁ İ ᾳ" }} {{ toLower "İ ẞ Σ" }} {{ title "hello wORLD d'x a_b 1x ǆ é" }}"#,
    #"{{ 'a' }} {{ index "abc" 1 }} {{ len "日本" }} {{ slice "abcdef" 1 3 }} {{ index $labels "no" }}|"#,
    #"{{ 1_000 }} {{ 0b11 }} {{ 0o17 }} {{ 017 }} {{ 0x1F }} {{ 0x1p4 }} {{ 1e3 }} {{ .5 }} {{ -1 }}"#,
    #"{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}{{ if $y := 3 }}{{ $y }}{{ end }}"#,
    #"{{ range $k, $v := $labels }}{{ if eq $k "job" }}{{ break }}{{ end }}{{ $k }}={{ $v }}{{ end }}"#,
    #"{{ range $k, $v := $labels }}{{ if eq $k "instance" }}{{ continue }}{{ end }}{{ $v }}{{ else }}n{{ end }}"#,
    #"{{ define "x" }}<{{ . }}>{{ end }}{{ template "x" 3 }}{{ template "x" }}{{ block "b" $value }}[{{ . }}]{{ end }}"#,
    #"{{ gt $value 1.0 }} {{ eq 97 'a' }} {{ lt "a" "b" }} {{ eq nil nil }} {{ ne 1 2 }} {{ ge 1.5 2.5 }}"#,
    #"{{ and 1 0 }} {{ or 0 "" "x" }} {{ not nil }} {{ if and true $labels.job }}y{{ else if true }}n{{ end }}"#,
    #"{{ with args 1 "b" }}{{ .arg0 }}{{ .arg1 }}{{ .arg2 }}{{ end }} {{ args 1 }} {{ toTime 1 }}"#,
    #"{{ html "<a&\"b'>" }} {{ js "a'<b>" }} {{ urlquery "a b&c/é" }} {{ html 1 "a" 2 }} {{ urlquery 1 2 }}"#,
    #"{{ graphLink "up{a=\"b\"}" }} {{ tableLink "up" }} {{ humanize 1 }} {{ humanizeDuration 60 }}"#,
    #"{{ query "up" | first | value }} {{ query "up" | first | label "job" }} {{ first (query "up") }}"#,
    #"{{ range query "up or vector(1)" | sortByLabel "job" }}{{ .Labels.job }}={{ .Value }};{{ end }}"#,
    #"{{ range $i, $e := query "up" }}{{ $i }}{{ $e.Labels.job }}{{ end }}{{ range query "no" }}{{ else }}n{{ end }}"#,
    #"{{ printf "%v" (query "up" | first) }} {{ query "up" | first | strvalue }} {{ (query "up" | first).Value }}"#,
    #"a {{- " b " -}} c {{- /* x */ -}} d {{ "e" | }}"#,
  ]

  @Test func templatesGiveTheSameTexts() throws {
    let rules = Self.templates.enumerated().map {
      "  - {alert: T\($0), expr: up * 1, annotations: {a: \(Self.quoted($1))}}"
    }
    let text = "groups:\n- name: g\n  rules:\n" + rules.joined(separator: "\n")
    let file = RuleFile(bytes: Array(text.utf8), name: "rules.yaml")
    #expect(file.problems.filter { $0.level == .error } == [])
    for value in ["1234.5678", "0", "-3"] {
      let own = RuleTestFile(bytes: Array(Self.tests(value, expecting: { _ in "" }).utf8))
      let got = own.run(over: file.groups).failures.map(\.message)
      let texts = got.map { $0.components(separatedBy: #" Annotations:{a=""#).last ?? "" }
        .map { $0.hasSuffix(#""}]"#) ? String($0.dropLast(3)) : $0 }
      try #require(texts.count == Self.templates.count)
      // Each is written as Go quotes it, which YAML reads.
      let folder = try TemporaryFolder()
      _ = try folder.write(text, to: "rules.yaml")
      let tests = try folder.write(
        Self.tests(value, expecting: { "\"\(texts[$0])\"" }), to: "tests.yaml")
      let outcome = try run([DebianPrometheus.promtool, "test", "rules", tests])
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
  }

  private static func tests(_ value: String, expecting text: (Int) -> String) -> String {
    let alerts = templates.indices.map { place in
      "  - {eval_time: 2m, alertname: T\(place), exp_alerts: [{exp_labels: {job: p, instance: "
        + "'h:90'}, exp_annotations: {a: \(text(place))}}]}"
    }
    return """
      rule_files: [rules.yaml]
      tests:
      - interval: 1m
        external_labels: {cluster: c1}
        external_url: http://x/p
        input_series: [{series: 'up{job="p",instance="h:90"}', values: '\(value)x10'}]
        alert_rule_test:

      """ + alerts.joined(separator: "\n")
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }

  @Test(arguments: [
    "{{ \"abc\".Foo }}", "{{ true.Foo }}", "{{ nil.Foo }}", "{{ 'ab' }}", "{{ /* c */ }}",
    "{{ $labels.}}", "{{ 99999999999999999999 }}", "{{ 9223372036854775808 }}", "{{ 08 }}",
    "{{ \"a\" | 3 }}", "{{ range $a $b := $labels }}x{{ end }}", "{{ now }}", "{{ 1_ }}",
    "{{ tmpl \"x\" . }}", "{{ urlQueryEscape \"a\" }}", "{{ $x, $y := $labels }}", "{{ break }}",
    "{{ range $x, := $labels }}{{ end }}", "{{ range $labels }}{{ else }}{{ break }}{{ end }}",
    "{{ $labels.foo-bar }}", "{{ if true }}{{ define \"x\" }}{{ end }}{{ end }}", "{{ 3 @ }}",
    "{{ \"a\"\"b\" }}", "{{ define \"x\" }}a{{ end }}{{ define \"x\" }}b{{ end }}", "{{ -'a' }}",
    "{{ define \"x\" }}{{ $labels }}{{ end }}", "{{ (1 }}", "{{ 1) }}", "{{ 1, 2 }}", "{{ }}",
    "{{ with true }}{{ else with 3 }}{{ end }}", "{{ if true }}{{ else }}{{ else }}{{ end }}",
    "{{ $x = 2 }}", "{{ if $x := 3 }}{{ $x }}{{ end }}{{ $x }}", "{{ 1i }}", "{{ 1+2i }}",
    "{{ 1+2 }}", "{{ \"a\" | }}", "{{ ( \"a\" ) }}", "{{ $labels .Value }}", "{{ .5.5 }}",
    "{{ . }}",
    "{{ $.Value }}", "{{- 3}}", "{{-3}}", "{{ 3 -}}", "{{ 3-}}", "{{/* c */}}", "{{- /* c */ -}}",
    "{{-  /* c */ -}}", "{{/* c */ }}", "{{ if}}{{ end }}", "{{ end}}", "{{ .Labels.job.x }}",
    "{{ template \"x\" }}", "{{ template x }}", "{{ block \"b\" . }}{{ end }}",
    "{{ block \"b\" }}{{ end }}",
    "{{ range $labels }}{{ block \"b\" . }}{{ break }}{{ end }}{{ end }}", "{{ $x := 1 | }}",
    "{{ | 1 }}",
    "{{ if true }}{{ else if false }}{{ else }}{{ end }}", "{{ (print 1).x }}", "{{ print.x }}",
    "{{ `a` }}", "{{ \"\\q\" }}", "{{ 'a }}", "{{ '\\n' }}", "{{ '' }}", "{{ 0x }}", "{{ 1__0 }}",
    "{{ 0_7 }}",
    "{{ 1_000.5 }}", "{{ 1e }}", "{{ +1 }}", "{{ 0x1.8 }}", "{{ 1.e3 }}", "{{ é }}",
    "{{ $é := 1 }}",
  ])
  func templatesAreRefusedByBothOrNeither(template: String) throws {
    let text =
      "groups: [{name: g, rules: [{alert: A, expr: up, labels: {a: \(Self.quoted(template))}}]}]"
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "rules.yaml")
    let outcome = try run([DebianPrometheus.promtool, "check", "rules", "--lint=none", file])
    let own = RuleFile(bytes: Array(text.utf8), name: "rules.yaml").problems
    #expect(
      (outcome.status == 0) == own.allSatisfy { $0.level != .error }, "\(outcome.errors) \(own)")
  }
}
