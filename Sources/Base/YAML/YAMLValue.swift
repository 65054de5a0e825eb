/// A node of a YAML document, with the place where it begins.
package struct YAMLValue: Hashable, Sendable {
  package enum Node: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case sequence([YAMLValue])
    /// In the order of the file.
    case mapping([Entry])
  }

  package struct Entry: Hashable, Sendable {
    package var key: String
    package var value: YAMLValue
    /// Of the key, counted from 1.
    package var line: Int
    package var column: Int
  }

  package var node: Node
  /// The text of a scalar as it is written, whatever type it reads as.
  package var text: String?
  /// Counted from 1.
  package var line: Int
  package var column: Int

  package init(node: Node, text: String? = nil, line: Int = 1, column: Int = 1) {
    self.node = node
    self.text = text
    self.line = line
    self.column = column
  }

  /// The value of a key; nil in anything but a mapping that has it.
  package subscript(key: String) -> YAMLValue? {
    guard case .mapping(let entries) = node else { return nil }
    return entries.first { $0.key == key }?.value
  }

  package var entries: [Entry] { if case .mapping(let entries) = node { entries } else { [] } }
  package var elements: [YAMLValue] { if case .sequence(let values) = node { values } else { [] } }
}

/// What is wrong with a YAML text, and where.
package struct YAMLError: Error, Hashable, Sendable, CustomStringConvertible {
  package var line: Int
  package var column: Int
  package var message: String
  package var description: String { "\(line):\(column): \(message)" }
}
