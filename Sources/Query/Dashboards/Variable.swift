/// A variable of a dashboard, as its file gives it; its options are found when it is opened.
package struct Variable: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A server's answer gives the options.
    case query(String)
    case custom([Option])
    case constant(String)
    case textBox(String)
    case interval([String], auto: AutoInterval?)
    case dataSource(type: String)
    /// Kept by its type, without options.
    case unsupported(String)
  }

  package struct Option: Hashable, Sendable {
    package var text: String
    package var value: String
    package init(text: String, value: String) {
      self.text = text
      self.value = value
    }
  }

  package struct AutoInterval: Hashable, Sendable {
    package var count: Int
    package var minimum: String
    package init(count: Int = 30, minimum: String = "10s") {
      self.count = count
      self.minimum = minimum
    }
  }

  package var name: String
  package var label: String?
  package var kind: Kind
  package var dataSource: DataSourceRef?
  package var regex: String?
  /// 0 none, then as in Grafana's files up to 8.
  package var sort: Int
  package var isMulti: Bool
  package var includesAll: Bool
  /// What "All" stands for, raw; the list of all options when `nil`.
  package var allValue: String?
  package var isHidden: Bool
  /// The stored selection; `$__all` means All.
  package var current: [String]
  /// Asked again when the time range changes.
  package var refreshesWithTime: Bool

  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
    sort = 0
    isMulti = false
    includesAll = false
    isHidden = false
    current = []
    refreshesWithTime = false
  }
}
