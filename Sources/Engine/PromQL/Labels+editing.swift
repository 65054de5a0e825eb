import Frames
import Lexemes

extension Labels {
  var withoutName: Labels {
    guard let place = pairs.firstIndex(where: { $0.name == "__name__" }) else { return self }
    var rest = pairs
    rest.remove(at: place)
    return Labels(sorted: rest)
  }

  func keeping(_ names: [String]) -> Labels {
    names.isEmpty ? Labels() : Labels(sorted: pairs.filter { names.contains($0.name) })
  }

  func dropping(_ names: [String]) -> Labels {
    names.isEmpty ? self : Labels(sorted: pairs.filter { !names.contains($0.name) })
  }

  /// With the label set to the value, or without it when the value is empty.
  func setting(_ name: String, _ value: String) -> Labels {
    var rest = pairs.filter { $0.name != name }
    if !value.isEmpty {
      let place = rest.firstIndex { $0.name > name } ?? rest.count
      rest.insert((name, value), at: place)
    }
    return Labels(sorted: rest)
  }

  /// `{__name__="a", b="c"}`, as Prometheus's messages have it.
  var braced: String {
    "{" + pairs.map { "\($0.name)=\(QuotedString.quoted($0.value))" }.joined(separator: ", ") + "}"
  }
}

extension String {
  /// Letters, digits and underscores, not a digit first: what a label may be called.
  var isLabelName: Bool {
    guard let first = utf8.first, !(48...57).contains(first) else { return false }
    return utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
    }
  }
}
