/// A variable of a dashboard, as its file gives it; its options are found when it is opened.
package struct Variable: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A server's answer gives the options.
    case query(String)
    case custom([Option])
    case constant(String)
    case textBox(String)
    case interval([String], auto: AutoInterval?)
    /// The options are the configured sources of a type.
    case dataSource(type: String)
    /// Kept by its type, without options.
    case unsupported(String)
  }

  package struct Option: Hashable, Sendable {
    package var text: String
    package var value: String
    /// What `${name.field}` gives, of options that are written as JSON.
    package var properties: [String: String]
    package init(text: String, value: String, properties: [String: String] = [:]) {
      self.text = text
      self.value = value
      self.properties = properties
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

  /// When a server is asked for the options.
  package enum Refresh: Int, Hashable, Sendable {
    /// The options in the file hold.
    case never = 0
    case onLoad = 1
    case onTimeRange = 2
  }

  package var name: String
  package var label: String?
  package var kind: Kind
  package var dataSource: DataSourceRef?
  package var regex: String?
  /// 0 none, then as in Grafana's files up to 8: by letters, by numbers, by letters whatever their
  /// case, and natural; odd is ascending.
  package var sort: Int
  package var isMulti: Bool
  package var includesAll: Bool
  /// What "All" stands for, raw; the list of all options when `nil`.
  package var allValue: String?
  package var isHidden: Bool
  /// The stored selection; `$__all` means All.
  package var current: [String]
  package var refresh: Refresh
  /// The options that the file holds, for variables that are never asked for.
  package var storedOptions: [Option]

  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
    sort = 0
    isMulti = false
    includesAll = false
    isHidden = false
    current = []
    refresh = .onLoad
    storedOptions = []
  }
}

extension Variable {
  /// The names of variables that this one's query, expression and source refer to.
  package var references: Set<String> {
    guard case .query(let text) = kind else { return [] }
    var names = VariableText.names(in: text)
    if let regex { names.formUnion(VariableText.names(in: regex)) }
    if let uid = dataSource?.uid { names.formUnion(VariableText.names(in: uid)) }
    return names
  }

  /// Those of a list that refer to themselves through others, each once, in the order of the list.
  package static func inCircles(_ variables: [Variable]) -> [Variable] {
    let references = Dictionary(
      variables.map { ($0.name, $0.references) }, uniquingKeysWith: { first, _ in first })
    return variables.filter { variable in
      var seen: Set<String> = []
      var left = Array(references[variable.name] ?? [])
      while let name = left.popLast() {
        if name == variable.name { return true }
        if seen.insert(name).inserted { left += references[name] ?? [] }
      }
      return false
    }
  }
}
