extension Labels {
  /// Without the metric's name.
  package var withoutName: Labels {
    guard let place = pairs.firstIndex(where: { $0.name == "__name__" }) else { return self }
    var rest = pairs
    rest.remove(at: place)
    return Labels(sorted: rest)
  }

  package func keeping(_ names: [String]) -> Labels {
    names.isEmpty ? Labels() : Labels(sorted: pairs.filter { names.contains($0.name) })
  }

  package func dropping(_ names: [String]) -> Labels {
    names.isEmpty ? self : Labels(sorted: pairs.filter { !names.contains($0.name) })
  }

  /// With the label set to the value, or without it when the value is empty.
  package func setting(_ name: String, _ value: String) -> Labels {
    var rest = pairs.filter { $0.name != name }
    if !value.isEmpty {
      let place = rest.firstIndex { $0.name > name } ?? rest.count
      rest.insert((name, value), at: place)
    }
    return Labels(sorted: rest)
  }
}
