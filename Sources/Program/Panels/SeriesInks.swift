import Cells

/// Colours for names: a name keeps its colour when others come or go.
struct SeriesInks {
  private var inks: [String: Ink] = [:]

  /// Each name takes the colour that its letters ask for; where two ask for the same, the later in
  /// the alphabet takes the next that is free.
  init(_ names: [String]) {
    var taken = Set<Int>()
    for name in Set(names).sorted() {
      // The last three of the palette are for when the others are taken.
      let wanted = Int(Self.hash(name) % 5)
      let free = (0..<8).map { (wanted + $0) % 8 }.first { !taken.contains($0) }
      let index = free ?? wanted
      taken.insert(index)
      if taken.count == 8 { taken = [] }
      inks[name] = Ink(.series(index))
    }
  }

  subscript(name: String) -> Ink { inks[name] ?? Ink(.series1) }

  /// FNV-1a: the same in every run, as Swift's own hash is not.
  private static func hash(_ name: String) -> UInt64 {
    name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
