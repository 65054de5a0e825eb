import Cells
import Formats
import Frames
import Transforms
import Widgets

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

  /// The colour that a layout gives a series, by its value where it says so; else that of its name.
  func ink(for entry: ChartSeries.Entry, named name: String, _ content: PanelContent) -> Ink {
    let config = entry.config
    switch config.color {
    case .fixed(let color), .shades(let color): return GrafanaColor.ink(color) ?? self[name]
    case .thresholds, .continuous:
      let calc: Reducer =
        switch config.colorBy {
        case .last: .lastNotNull
        case .min: .min
        case .max: .max
        }
      let display = content.processor(config, range: entry.range)
        .display(calc.reduce(entry.values))
      if let severity = config.severity(of: display) { return Ink(severity.role) }
      return display.color.flatMap(GrafanaColor.ink) ?? self[name]
    case .paletteClassic, .paletteByName, .other: return self[name]
    }
  }

  /// FNV-1a: the same in every run, as Swift's own hash is not.
  private static func hash(_ name: String) -> UInt64 {
    name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
