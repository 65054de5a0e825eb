import Frames

/// Finds, among label sets, those that have all labels of another, the alert's name among them.
///
/// Sets are looked up by their part that bears the other's names, so that thousands of alerts of
/// one rule are joined without comparing each with each.
struct SubsetIndex {
  private let sets: [Labels]
  private var places: [[String]: [Labels: [Int]]] = [:]

  init(_ sets: [Labels]) { self.sets = sets }

  /// The places of the sets that have all these labels, ascending.
  mutating func supersets(of labels: Labels) -> [Int] {
    let names = labels.pairs.map(\.name)
    if let known = places[names] { return known[labels] ?? [] }
    var index: [Labels: [Int]] = [:]
    for (place, set) in sets.enumerated() {
      let part = set.keeping(names)
      if part.count == names.count { index[part, default: []].append(place) }
    }
    places[names] = index
    return index[labels] ?? []
  }
}
