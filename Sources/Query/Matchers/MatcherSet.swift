package import Frames

/// Conditions that must all hold: those of a silence, or of a filter.
package struct MatcherSet: Hashable, Sendable {
  package var matchers: [Matcher]

  package init(_ matchers: [Matcher]) { self.matchers = matchers }

  /// Exactly an alert's labels. A label without value is none.
  package init(exactly labels: Labels) {
    matchers = labels.withoutEmptyValues.pairs.map { Matcher(label: $0.name, is: $0.value) }
  }

  package var isEmpty: Bool { matchers.isEmpty }

  package func matches(_ labels: Labels) -> Bool { matchers.allSatisfy { $0.matches(labels) } }

  /// Reads matchers between commas, in braces or not: `{alertname="Down", job=~"a|b"}`.
  package init(parsing text: String) throws(MatcherError) {
    var matchers: [Matcher] = []
    for part in Self.parts(of: text) { matchers.append(try Matcher(parsing: part)) }
    self.matchers = matchers
  }

  /// Reads the words of a command line; a first word that is no matcher names an alert, as it
  /// does to amtool.
  package init(words: [String]) throws(MatcherError) {
    var matchers: [Matcher] = []
    for (place, word) in words.enumerated() {
      do {
        matchers += try MatcherSet(parsing: word).matchers
      } catch  where place == 0 && (error.code == .noOperator || error.code == .malformedName) {
        matchers.append(Matcher(label: "alertname", is: word))
      }
    }
    self.matchers = matchers
  }

  /// The texts between commas that stand in no quotes; a last empty one is none.
  private static func parts(of text: String) -> [String] {
    var inner = text.unicodeScalars[...]
    while let last = inner.last, last == " " { inner.removeLast() }
    inner = inner.drop { $0 == " " }
    if inner.first == "{" { inner.removeFirst() }
    if inner.last == "}" { inner.removeLast() }
    var parts: [String] = []
    var part = ""
    var isQuoted = false
    var isEscaped = false
    for scalar in inner {
      if scalar == ",", !isQuoted {
        parts.append(part)
        part = ""
        continue
      }
      if isEscaped {
        isEscaped = false
      } else if scalar == "\"" {
        isQuoted.toggle()
      } else if scalar == "\\" {
        isEscaped = true
      }
      part.unicodeScalars.append(scalar)
    }
    if part.unicodeScalars.contains(where: { $0 != " " }) { parts.append(part) }
    return parts
  }
}

extension MatcherSet: CustomStringConvertible {
  package var description: String {
    "{" + matchers.map(\.description).joined(separator: ", ") + "}"
  }
}
