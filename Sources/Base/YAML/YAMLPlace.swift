/// A value with its way from the document's root, for messages.
package struct YAMLPlace: Hashable, Sendable {
  package var value: YAMLValue
  /// `contexts[0].views`; empty at the root.
  package var path: String

  package init(_ value: YAMLValue, path: String = "") {
    self.value = value
    self.path = path
  }

  /// The value of a key; nil where there is none or it is null, as YAML writes "nothing here".
  package subscript(key: String) -> YAMLPlace? {
    guard let child = value[key], child.node != .null else { return nil }
    return YAMLPlace(child, path: path.isEmpty ? key : "\(path).\(key)")
  }

  /// The elements of a sequence; none in anything else.
  package var elements: [YAMLPlace] {
    value.elements.enumerated().map { YAMLPlace($1, path: "\(path)[\($0)]") }
  }

  /// The keys and values of a mapping; none in anything else.
  package var entries: [(key: String, place: YAMLPlace)] {
    value.entries.map {
      ($0.key, YAMLPlace($0.value, path: path.isEmpty ? $0.key : "\(path).\($0.key)"))
    }
  }

  package var isMapping: Bool { if case .mapping = value.node { true } else { false } }
  package var isSequence: Bool { if case .sequence = value.node { true } else { false } }
}
