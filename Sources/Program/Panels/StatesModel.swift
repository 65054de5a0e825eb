import Cells
import Dashboards
import Formats
import Frames
import Times
import Widgets

/// States over time: each series as spans of time in which its value was shown alike.
struct StatesModel {
  struct State: Hashable {
    var text: String
    /// The colour that a mapping or a threshold gives.
    var color: String?
    /// The share of the way from min to max, where colours are continuous.
    var fraction: Double?
  }

  struct Stretch: Hashable {
    var from: Instant
    var to: Instant
    var state: Int
  }

  struct Row {
    var name: String
    var stretches: [Stretch]
  }

  var rows: [Row] = []
  var states: [State] = []
  private var places: [State: Int] = [:]

  /// `bridges` is how many seconds of a gap a state lasts through; `merges` makes equal neighbours
  /// one. Cells end at their sample, states begin at it.
  init(_ content: PanelContent, merges: Bool, bridges: Double, areCells: Bool) {
    let fields = ShownField.all(of: content).filter { $0.times != nil }
    let extent = Self.extent(of: fields)
    for field in fields {
      let texts = StateTexts(field, content, extent, groups: merges)
      let samples = self.samples(of: field, texts)
      let step = Self.step(of: samples.map(\.time), in: content.range)
      rows.append(
        Row(
          name: field.name,
          stretches: areCells
            ? samples.compactMap { time, state in
              state.map { Stretch(from: time - step, to: time, state: $0) }
            } : Self.stretches(samples, step, merges: merges, bridges: bridges)))
    }
  }

  /// Every sample with its state; `nil` where there is none.
  private mutating func samples(
    of field: ShownField, _ texts: StateTexts
  ) -> [(time: Instant, state: Int?)] {
    let times = field.times ?? []
    switch field.values {
    case .numbers(let numbers):
      // States of numbers are few, however many samples there are.
      var known: [UInt64: Int?] = [:]
      return zip(times, numbers).map { time, number in
        let key = number?.bitPattern ?? Double.nan.bitPattern
        if let state = known[key] { return (time, state) }
        let state = texts.state(of: number).map { index(of: $0) }
        known[key] = .some(state)
        return (time, state)
      }
    case .strings(let strings):
      var known: [String?: Int?] = [:]
      return zip(times, strings).map { time, string in
        if let state = known[string] { return (time, state) }
        let state = texts.state(of: string).map { index(of: $0) }
        known[string] = .some(state)
        return (time, state)
      }
    case .booleans(let booleans):
      return zip(times, booleans).map { time, flag in
        (time, texts.state(of: flag.map { $0 ? "true" : "false" }).map { index(of: $0) })
      }
    case .times: return []
    }
  }

  private mutating func index(of state: State) -> Int {
    if let place = places[state] { return place }
    places[state] = states.count
    states.append(state)
    return states.count - 1
  }

  private static func extent(of fields: [ShownField]) -> ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for case .numbers(let numbers) in fields.map(\.values) {
      for case .some(let number) in numbers where number.isFinite {
        (low, high) = (min(low, number), max(high, number))
      }
    }
    return low <= high ? low...high : nil
  }

  /// The least distance of two samples; a hundredth of the range where there is one alone.
  private static func step(of times: [Instant], in range: TimeRange) -> Span {
    var least = Span(nanoseconds: .max)
    for (a, b) in zip(times, times.dropFirst()).prefix(2_000) where b > a {
      least = min(least, b - a)
    }
    return least == Span(nanoseconds: .max) ? .seconds(range.span.seconds / 100) : least
  }

  private static func stretches(
    _ samples: [(time: Instant, state: Int?)], _ step: Span, merges: Bool, bridges: Double
  ) -> [Stretch] {
    var stretches: [Stretch] = []
    let known = samples.filter { $0.state != nil }
    for (place, sample) in known.enumerated() {
      guard let state = sample.state else { continue }
      var end = sample.time + step
      if place + 1 < known.count {
        let next = known[place + 1].time
        let distance = (next - sample.time).seconds
        if distance <= step.seconds * 1.5 || distance <= bridges { end = next }
      }
      if merges, let last = stretches.last, last.state == state, last.to >= sample.time {
        stretches[stretches.count - 1].to = end
      } else {
        stretches.append(Stretch(from: sample.time, to: end, state: state))
      }
    }
    return stretches
  }
}

extension StatesModel.State {
  var severity: Severity? { GrafanaColor.severity(color) }
}
