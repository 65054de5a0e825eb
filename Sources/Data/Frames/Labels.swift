/// The labels of a series, sorted by name, raw as the server sent them.
package struct Labels: Hashable, Sendable {
  package private(set) var pairs: [(name: String, value: String)]

  package init(_ pairs: [(name: String, value: String)] = []) {
    self.pairs = pairs.sorted { $0.name < $1.name }
  }

  package subscript(name: String) -> String? {
    pairs.first { $0.name == name }?.value
  }

  package var isEmpty: Bool { pairs.isEmpty }
  package var count: Int { pairs.count }

  package static func == (lhs: Labels, rhs: Labels) -> Bool {
    lhs.pairs.elementsEqual(rhs.pairs) { $0.name == $1.name && $0.value == $1.value }
  }

  package func hash(into hasher: inout Hasher) {
    for pair in pairs {
      hasher.combine(pair.name)
      hasher.combine(pair.value)
    }
  }
}

extension Labels: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { (name: $0.0, value: $0.1) })
  }
}
