extension String {
  /// The order of servers, which compare bytes.
  package static func bytesPrecede(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

extension Labels {
  /// The order of Prometheus: label by label, its name, then its value; the shorter first.
  package static func precede(_ left: Labels, _ right: Labels) -> Bool {
    for (a, b) in zip(left.pairs, right.pairs) {
      if a.name != b.name { return String.bytesPrecede(a.name, b.name) }
      if a.value != b.value { return String.bytesPrecede(a.value, b.value) }
    }
    return left.count < right.count
  }

  /// Without labels whose value is empty: a series has none such.
  package var withoutEmptyValues: Labels {
    guard pairs.contains(where: { $0.value.isEmpty }) else { return self }
    return Labels(sorted: pairs.filter { !$0.value.isEmpty })
  }
}
