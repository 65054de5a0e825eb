package import Dashboards

/// The values that a dashboard's variables have, and how they go into texts and queries.
package struct VariableValues: Hashable, Sendable {
  /// What one variable stands for.
  package struct Value: Hashable, Sendable {
    /// The chosen options; all of them while All is chosen.
    package var options: [Variable.Option]
    package var isAll: Bool
    /// What All stands for when the layout says so: raw, never escaped.
    package var allValue: String?
    /// Several may be chosen: values are escaped as expressions then.
    package var isList: Bool
    /// How an interval that is chosen as `auto` follows from the range; the options do not count.
    package var auto: Variable.AutoInterval?

    package init(
      options: [Variable.Option], isAll: Bool = false, allValue: String? = nil,
      isList: Bool = false,
      auto: Variable.AutoInterval? = nil
    ) {
      self.auto = auto
      self.options = options
      self.isAll = isAll
      self.allValue = allValue
      self.isList = isList
    }
  }

  package var values: [String: Value]
  /// `$__interval` and its like: plain texts.
  package var builtIns: [String: String]

  package init(_ values: [String: Value] = [:], builtIns: [String: String] = [:]) {
    self.values = values
    self.builtIns = builtIns
  }

  /// The same with more built-in texts, for one query.
  package func with(builtIns more: [String: String]) -> VariableValues {
    var copy = self
    copy.builtIns.merge(more) { _, new in new }
    return copy
  }

  /// The choice in words for the screen: `all`, `tiktok`, `tiktok + 2`.
  package func summary(of name: String) -> String? {
    guard let value = values[name] else { return nil }
    if value.isAll { return "all" }
    guard let first = value.options.first else { return "none" }
    return value.options.count > 1 ? "\(first.text) + \(value.options.count - 1)" : first.text
  }
}
