import Dashboards
import Foundation
import JSON
import PromQLSyntax
import Queries
import TestSupport
import Testing

private let file = Shared.folder + "/corpora/strings/blns.json"

private func selectors(in expression: PromQLSyntax.Expression) -> [VectorSelector] {
  if case .vector(let selector) = expression { return [selector] }
  return expression.children.flatMap(selectors)
}

/// The matchers of the one selector of a query, their values aside.
private func shape(_ query: String) throws -> [String] {
  let found = selectors(in: try PromQLSyntax.Expression(parsing: query))
  #expect(found.count == 1, "\(query)")
  return (found.first?.matchers ?? []).map { $0.name + $0.op.rawValue }
}

@Test(
  .enabled(if: FileManager.default.fileExists(atPath: file)),
  arguments: [
    #"rate(up{a="$x", b!="c"}[5m])"#, #"rate(up{a=~"^($x)$", b="c"}[5m])"#,
    "rate(up{a='$x', b=\"c\"}[5m])", "rate(up{a=~`$x`, b=\"c\"}[5m])",
    #"rate(up{a="${x:raw}", b="c"}[5m])"#, #"rate(up{a=~"${x:regex}", b="c"}[5m])"#,
    #"rate(up{a=~"${x:pipe}.*", b="c"}[5m])"#, #"rate(up{a="${x:json}", b="c"}[5m])"#,
    #"rate(up{a="${x:doublequote}", b="c"}[5m])"#, #"rate(up{a="\$x", b="c"}[5m])"#,
    "rate(up{b=\"c\"}[5m]) # $x",
  ])
func aQueryStaysOneSelectorWhateverTheValue(query: String) throws {
  let texts = try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: file)))).array ?? []
  #expect(texts.count > 100)
  let plain = query.replacingOccurrences(of: #"\$x"#, with: "v")
    .replacing(try Regex(#"\$x|\$\{x:[a-z]+\}"#), with: "v")
  let wanted = try shape(plain)
  for text in texts.compactMap(\.string) {
    for (options, isList) in [([text], false), ([text], true), ([text, "b"], true)] {
      let values = VariableValues([
        "x": .init(options: options.map { .init(text: $0, value: $0) }, isList: isList)
      ])
      let filled = values.interpolate(promQL: query)
      // A text that is no query is refused, and can't mean anything else.
      guard let shape = try? shape(filled) else { continue }
      #expect(shape == wanted, "\(filled)")
    }
  }
}

@Test(.enabled(if: FileManager.default.fileExists(atPath: file)))
func aValueInQuotesIsFoundAgainAsItWas() throws {
  let texts = try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: file)))).array ?? []
  for text in texts.compactMap(\.string) {
    let values = VariableValues(["x": .init(options: [.init(text: text, value: text)])])
    for query in [#"up{a="$x"}"#, "up{a='$x'}", "up{a=`$x`}"] {
      let found = selectors(
        in: try PromQLSyntax.Expression(parsing: values.interpolate(promQL: query)))
      #expect(found.first?.matchers.first { $0.name == "a" }?.value == text)
    }
  }
}
