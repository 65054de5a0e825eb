package import DataSources
package import Times

/// What the program is told when it starts: sources, views, range.
package struct Settings: Hashable, Sendable {
  /// The name of the context in the header.
  package var context: String
  /// In the order of the header; the first of a type is its default.
  package var sources: [DataSource]
  package var views: [View]
  /// Between two refreshes.
  package var refresh: Span
  package var calendar: Calendar
  /// A range that goes before the dashboards' own.
  package var from: TimeExpression?
  package var to: TimeExpression?
  /// Values that go before the dashboards' own, by the variables' names.
  package var variables: [String: [String]]
  /// Files of Prometheus rules, for servers that evaluate none.
  package var ruleFiles: [String] = []
  /// No header, no footer.
  package var isKiosk: Bool

  package init(context: String = "default", sources: [DataSource], views: [View] = View.ofm) {
    self.context = context
    self.sources = sources
    self.views = views
    refresh = .seconds(30)
    calendar = Calendar(.local)
    variables = [:]
    isKiosk = false
  }

  /// A dashboard that a digit switches to.
  package struct View: Hashable, Sendable {
    package var name: String
    /// A layout's name: `ofm/ofm-social-overview.json`.
    package var layout: String

    package init(name: String, layout: String) {
      self.name = name
      self.layout = layout
    }

    /// The views of the default context.
    package static let ofm = [
      View(name: "overview", layout: "ofm/ofm-social-overview.json"),
      View(name: "budgets", layout: "ofm/ofm-llm-budgets.json"),
      View(name: "workflows", layout: "ofm/ofm-temporal-workflows.json"),
    ]
  }
}
