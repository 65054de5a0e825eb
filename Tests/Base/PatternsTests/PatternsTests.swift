import Patterns
import Testing

@Test(arguments: [
  ("^a+$", "aaa", true), ("b", "abc", true), ("/B/", "abc", false), ("/B/i", "abc", true),
  ("a.c", "a\nc", false), ("/a.c/s", "a\nc", true), ("/^b/m", "a\nb", true), ("", "x", true),
  ("é", "café", true), ("a\\/b", "a/b", true), ("[(?=]", "=", true),
])
func anExpressionMatchesAsWritten(source: String, text: String, matches: Bool) throws {
  #expect(try Pattern(source).matches(text) == matches)
}

@Test func aWholeMatchIsAnchored() throws {
  #expect(try !Pattern("b").matchesWhole("abc"))
  #expect(try Pattern("a|abc").matchesWhole("abc"))
}

@Test func javaScriptsNamedGroupsAreUnderstood() throws {
  let pattern = try Pattern("/(?<text>[a-z]+)-(?<value>[0-9]+)/")
  let match = try #require(pattern.firstMatch(in: "x ab-12"))
  #expect(match.groups == ["ab-12", "ab", "12"])
  #expect(pattern.group(named: "value") == 2)
  #expect(pattern.group(named: "none") == nil)
}

@Test(arguments: ["a(?=b)", "a(?!b)", "(?<=a)b", "(?<!a)b", "(a)\\1", "(?<n>a)\\k<n>"])
func whatIsNotLinearIsNamed(source: String) {
  #expect { try Pattern(source) } throws: { ($0 as? PatternError)?.code == .unsupported }
}

@Test(arguments: ["(", "[", "a{2,1}", "*"])
func aWrongExpressionIsRefused(source: String) {
  #expect { try Pattern(source) } throws: { ($0 as? PatternError)?.code == .malformed }
}

@Test func allMatchesAreFoundAndEmptyOnesEnd() throws {
  #expect(try Pattern("[0-9]+").matches(in: "a1b22c").map(\.groups) == [["1"], ["22"]])
  #expect(try Pattern("x*").matches(in: "aé").count == 3)
}

@Test(arguments: [
  ("(.*)-(.*)", "a-b", "$2 $1", "b a"), ("/o/g", "foo", "0", "f00"), ("o", "foo", "0", "f0o"),
  ("(?<n>o)", "foo", "[${n}]$$", "f[o]$o"), ("z", "foo", "x", "foo"), ("(a)|b", "b", "<$1>", "<>"),
])
func groupsStandInAReplacement(source: String, text: String, template: String, result: String)
  throws
{
  #expect(try Pattern(source).replacing(in: text, with: template) == result)
}

@Test func aHostileExpressionTakesLinearTime() throws {
  let text = String(repeating: "a", count: 100_000) + "!"
  #expect(try !Pattern("^(a+)+$").matches(text))
}

@Test(arguments: [
  ("$1-$2", "ab-12"), ("${1}x", "abx"), ("$1x", ""), ("$n", "12"), ("$01", ""), ("$00", ""),
  ("$0", "ab12"), ("$9$", "$"), ("$$1", "$1"), ("${1", "${1"), ("${}", "${}"), ("a$", "a$"),
])
func templatesAreGos(template: String, result: String) throws {
  let pattern = try Pattern(re2: "([a-z]+)(?P<n>[0-9]+)")
  let match = try #require(pattern.wholeMatch(of: "ab12"))
  #expect(pattern.expandedAsGo(template, match) == result)
}
