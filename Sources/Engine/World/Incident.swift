package import Frames
package import Times

/// Something that goes wrong: what it changes, from when to when, and what it must raise.
package struct Incident: Hashable, Sendable {
  package struct Effect: Hashable, Sendable {
    package var metric: String
    /// The series that have these labels, among others.
    package var labels: Labels
    package var change: Change
    package var from: Instant
    package var to: Instant
  }

  package var name: String
  package var from: Instant
  /// When the last effect that a view can show is over.
  package var to: Instant
  package var effects: [Effect]
  /// The names of the alerts that it raises.
  package var alerts: [String]
}

/// What happens when. The day's templates are the cards of a deck with blank ones among them, dealt
/// anew in each round, one card to a block of time: each comes in every round, at no regular hour.
/// The rare ones come once in so many days each, beside them.
///
/// Every block and period is of its own chance, so that any window can be asked for alone.
struct Schedule: Sendable {
  /// Longer than any incident of the day with its tail.
  static let block: Double = 110 * 60
  /// How long an effect takes to grow and to go, when it does not say.
  static let ramp: Double = 240
  /// How grave an incident is: few steps, so that effects on one series can be summed together.
  private static let gravities = [0.85, 1, 1.2]

  let templates: [IncidentTemplate]
  let key: UInt64
  /// The templates of a round's blocks; nil is a calm one.
  private let cards: [Int?]

  init(templates: [IncidentTemplate], round: Int, key: UInt64) {
    self.templates = templates
    self.key = key
    var cards: [Int?] = templates.indices.filter { templates[$0].period == nil }
    cards += Array(repeating: nil, count: max(0, round - cards.count))
    self.cards = cards
  }

  /// An incident before its names are filled in.
  struct Event: Sendable {
    var template: Int
    var binding: Int
    var gravity: Double
    /// Seconds since the epoch.
    var from: Double
    /// Without its tail.
    var to: Double
  }

  /// The events that begin between two moments, in order; in seconds since the epoch.
  func events(from: Double, to: Double) -> [Event] {
    guard from < to, !templates.isEmpty else { return [] }
    var found: [Event] = []
    if !cards.isEmpty {
      let length = Self.block * Double(cards.count)
      for round in Int(max(0, from) / length)...Int(max(0, to) / length) {
        found += events(inRound: round)
      }
    }
    for (index, template) in templates.enumerated() {
      guard let period = template.period else { continue }
      for number in Int(max(0, from) / period)...Int(max(0, to) / period) {
        found.append(event(of: index, in: number, period: period))
      }
    }
    return found.filter { from <= $0.from && $0.from < to }.sorted { $0.from < $1.from }
  }

  private func events(inRound round: Int) -> [Event] {
    let key = Random.key(key, UInt64(round))
    var deck = cards
    for index in deck.indices.reversed() where index > 0 {
      deck.swapAt(index, Self.choice(index + 1, Random.unit(key, UInt64(index))))
    }
    return deck.enumerated().compactMap { place, card in
      guard let card else { return nil }
      let begin = Double(round * deck.count + place) * Self.block
      return event(of: card, from: begin, room: Self.block, Random.key(key, UInt64(1000 + place)))
    }
  }

  /// A rare event: by turns in the later and in the earlier half of its period, so that several
  /// gather and long calm follows.
  private func event(of index: Int, in number: Int, period: Double) -> Event {
    let key = Random.key(Random.key(key, templates[index].name), UInt64(number))
    if let jitter = templates[index].jitter {
      let begin = Double(number) * period
      let length = templates[index].seconds.upperBound + templates[index].tail
      return event(of: index, from: begin, room: jitter + length, key)
    }
    let half = period / 2
    let begin = Double(number) * period + (number.isMultiple(of: 2) ? half : 0)
    return event(of: index, from: begin, room: half, key)
  }

  private func event(of index: Int, from begin: Double, room: Double, _ key: UInt64) -> Event {
    let chosen = templates[index]
    let shortest = chosen.seconds.lowerBound
    let length =
      shortest + Random.unit(key, 2) * (chosen.seconds.upperBound - shortest)
    let rest = max(0, room - length - chosen.tail)
    let from = begin + Random.unit(key, 3) * rest
    let gravity =
      chosen.hasGravity
      ? Self.gravities[Self.choice(Self.gravities.count, Random.unit(key, 5))] : 1
    return Event(
      template: index, binding: Self.choice(chosen.bound.values.count, Random.unit(key, 4)),
      gravity: gravity, from: from, to: from + length)
  }

  private static func choice(_ count: Int, _ chance: Double) -> Int {
    max(0, min(count - 1, Int(chance * Double(count))))
  }

  /// The effects of an event, in seconds since the epoch.
  func effects(of event: Event) -> [(effect: IncidentTemplate.Effect, window: Window)] {
    let template = templates[event.template]
    let value = template.bound.values[event.binding]
    return template.effects.map { effect in
      var effect = effect
      for index in effect.labels.indices {
        effect.labels[index].value = filled(
          effect.labels[index].value, name: template.bound.name, value)
      }
      effect.change.factor =
        1 + (effect.change.factor - 1) * (effect.change.factor > 1 ? event.gravity : 1)
      effect.change.summand *= event.gravity
      return (
        effect,
        Window(
          from: event.from + effect.lag, to: event.to + effect.lag, ramp: effect.ramp ?? Self.ramp)
      )
    }
  }

  private func filled(_ text: String, name: String, _ value: String) -> String {
    guard !name.isEmpty, text.hasSuffix("$\(name)") else { return text }
    return text.dropLast(name.count + 1) + value
  }
}
