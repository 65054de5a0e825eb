/// The labels of a series, sorted by name, raw as the server sent them.
package struct Labels: Hashable, Sendable {
  package private(set) var pairs: [(name: String, value: String)]

  package init(_ pairs: [(name: String, value: String)] = []) {
    self.pairs = pairs.sorted { $0.name < $1.name }
  }

  /// Labels whose names already ascend.
  package init(sorted pairs: [(name: String, value: String)]) { self.pairs = pairs }

  package subscript(name: String) -> String? {
    pairs.first { $0.name == name }?.value
  }

  package var isEmpty: Bool { pairs.isEmpty }
  package var count: Int { pairs.count }

  /// Texts that look alike and differ in their bytes are two values, as they are to servers.
  package static func == (lhs: Labels, rhs: Labels) -> Bool {
    lhs.pairs.count == rhs.pairs.count
      && lhs.pairs.elementsEqual(rhs.pairs) {
        $0.name == $1.name && $0.value.utf8.count == $1.value.utf8.count && $0.value == $1.value
      }
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
