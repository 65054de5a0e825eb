import Formats
import Frames
import Text
import Times
import Transforms

/// A column of a table: its values become texts one at a time, but with one unit and one count of
/// decimals for all of them.
struct TableColumn: Sendable {
  let field: Field
  let name: String
  let config: FieldConfig
  let processor: DisplayProcessor
  /// What writes each value by itself, as Grafana does.
  let plain: DisplayProcessor
  /// The unit that all values share, said once in the head.
  let unit: String?
  /// The samples behind each value, of columns that have them.
  let histories: [NumberColumn]

  /// How many values are looked at for widths and decimals, besides the extreme ones: the rest of
  /// a long column is not made text before it is seen.
  static let sampleCount = 200

  init(_ resolved: ResolvedField, histories: [NumberColumn], _ content: PanelContent) {
    field = resolved.field
    name = resolved.name
    self.histories = histories
    var config = resolved.config
    let plain = content.processor(config, range: resolved.range)
    let samples = Self.samples(of: field)
    let unit = Self.commonUnit(samples, plain)
    if config.decimals == nil, unit != nil, samples.contains(where: { $0 != $0.rounded() }) {
      let digits = samples.map { number in
        let text = plain.display(number).text
        return text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
      }
      config.decimals = min(2, digits.max() ?? 0)
    }
    if config.unit == nil, case .traces = content.panel.kind, Self.areOfToday(field, content) {
      config.unit = "time:HH:mm:ss"
    }
    self.config = config
    self.unit = unit
    self.plain = plain
    processor = content.processor(config, range: resolved.range)
  }

  var isNumeric: Bool { field.numbers != nil }
  var options: CustomConfig.CellOptions { config.custom.cellOptions ?? .init(.auto) }
  var kind: CustomConfig.CellOptions.Kind { options.kind }

  func display(_ row: Int) -> DisplayValue { processor.display(field[row]) }

  /// Of today the hour is enough to know a trace by.
  private static func areOfToday(_ field: Field, _ content: PanelContent) -> Bool {
    guard let times = field.times else { return false }
    let today = content.calendar.start(of: .day, at: content.now)
    return times.allSatisfy { $0 == .none || $0 >= today && $0 <= content.now + .hours(1) }
  }

  /// The first numbers, and those whose texts are longest: the greatest, the least, the finest.
  private static func samples(of field: Field) -> [Double] {
    guard let numbers = field.numbers else { return [] }
    var samples: [Double] = []
    var (low, high, finest) = (Double.infinity, -Double.infinity, Double.infinity)
    for case let number? in numbers where number.isFinite {
      if samples.count < sampleCount { samples.append(number) }
      (low, high) = (min(low, number), max(high, number))
      if number != 0, abs(number) < abs(finest) { finest = number }
    }
    guard low <= high else { return [] }
    return samples + [low, high] + (finest.isFinite ? [finest] : [])
  }

  /// The unit of all values; "" where they have none, `nil` where they differ. The prefixes of a
  /// unit grow with the value, so that the extreme ones tell.
  private static func commonUnit(_ samples: [Double], _ processor: DisplayProcessor) -> String? {
    guard !samples.isEmpty, processor.config.mappings.isEmpty else { return nil }
    var units = Set<String>()
    for sample in samples {
      let display = processor.display(sample)
      units.insert(display.prefix.filter { $0 != "-" } + display.suffix.drop { $0 == " " })
      if units.count > 1 { return nil }
    }
    return units.first
  }

  /// The rows whose texts tell the width: the first ones, and those that may be longest.
  func widestRows(of rows: [Int]) -> [Int] {
    var chosen = Array(rows.prefix(Self.sampleCount))
    guard rows.count > chosen.count else { return chosen }
    switch field.values {
    case .numbers(let numbers):
      func extreme(_ isBefore: (Double, Double) -> Bool) -> Int? {
        rows.filter { numbers[$0]?.isFinite == true }.max {
          isBefore(numbers[$0] ?? 0, numbers[$1] ?? 0)
        }
      }
      chosen += [extreme(<), extreme(>)].compactMap(\.self)
    case .strings(let strings):
      let longest = rows.max {
        (strings[$0]?.utf8.count ?? 0) < (strings[$1]?.utf8.count ?? 0)
      }
      chosen += longest.map { [$0] } ?? []
    case .times, .booleans: break
    }
    return chosen
  }
}
