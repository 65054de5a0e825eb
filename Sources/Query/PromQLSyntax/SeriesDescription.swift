package import Lexemes

/// The name and labels of one series, as test scripts and exporters write them: `up{job="a"}`.
package struct SeriesDescription: Hashable, Sendable {
  package struct Label: Hashable, Sendable {
    package var name: String
    package var value: String
  }

  package var name: String?
  /// In the order of the text, the metric's name not among them.
  package var labels: [Label] = []
  package var range: SourceRange = .none

  /// Reads the description that a text begins with; `range` tells where it ends, and what
  /// follows is the caller's.
  package init(prefixOf text: String) throws(PromQLSyntaxError) {
    var parser = try Parser(text)
    self = try parser.parseSeries()
  }

  init() {}
}
