package import Dashboards
package import Times

/// The values that a dashboard's variables have, and how they go into texts and queries.
package struct VariableValues: Hashable, Sendable {
  /// What one variable stands for.
  package struct Value: Hashable, Sendable {
    /// The chosen options; all of them while All is chosen.
    package var options: [Variable.Option]
    package var isAll: Bool
    /// What All stands for when the layout says so: raw, never escaped.
    package var allValue: String?
    /// Several may be chosen, or All: values are escaped as expressions then.
    package var isList: Bool
    /// Formats write a list even of one.
    package var isArray: Bool
    /// How an interval that is chosen as `auto` follows from the range; the options do not count.
    package var auto: Variable.AutoInterval?

    package init(
      options: [Variable.Option], isAll: Bool = false, allValue: String? = nil,
      isList: Bool = false, isArray: Bool? = nil, auto: Variable.AutoInterval? = nil
    ) {
      self.auto = auto
      self.options = options
      self.isAll = isAll
      self.allValue = allValue
      self.isList = isList
      self.isArray = isArray ?? isList
    }
  }

  package var values: [String: Value]
  /// `$__interval` and its like: plain texts, those of fields by `name.field`.
  package var builtIns: [String: String]
  /// In which dates are written.
  package var calendar = Calendar()

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

  /// The same where some variables have one value only, as in the copies of what is repeated.
  package func with(scope: [String: Value]) -> VariableValues {
    guard !scope.isEmpty else { return self }
    var copy = self
    copy.values.merge(scope) { _, new in new }
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
