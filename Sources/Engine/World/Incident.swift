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

/// What happens when: each block of time has one incident, or none, of its own chance, so that any
/// window can be asked for alone.
struct Schedule: Sendable {
  /// Longer than any incident with its tail.
  static let block: Double = 110 * 60
  private static let share = 0.75
  /// How long an effect takes to grow and to go.
  static let ramp: Double = 240
  /// How grave an incident is: few steps, so that effects on one series can be summed together.
  private static let gravities = [0.8, 1, 1.3]

  var templates: [IncidentTemplate]
  var key: UInt64

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

  func event(inBlock block: Int) -> Event? {
    let key = Random.key(key, UInt64(bitPattern: Int64(block)))
    func chance(_ question: UInt64) -> Double { Random.unit(key, question) }
    func choice(_ count: Int, _ question: UInt64) -> Int {
      min(count - 1, Int(chance(question) * Double(count)))
    }
    guard chance(0) < Self.share, let template = template(at: chance(1)) else { return nil }
    let chosen = templates[template]
    let shortest = chosen.seconds.lowerBound
    let length = shortest + chance(2) * (chosen.seconds.upperBound - shortest)
    let room = max(0, Self.block - length - chosen.tail)
    let from = Double(block) * Self.block + chance(3) * room
    return Event(
      template: template, binding: choice(chosen.bound.values.count, 4),
      gravity: Self.gravities[choice(Self.gravities.count, 5)], from: from, to: from + length)
  }

  private func template(at chance: Double) -> Int? {
    var rest = chance * templates.reduce(0) { $0 + $1.weight }
    for (index, template) in templates.enumerated() {
      rest -= template.weight
      if rest < 0 { return index }
    }
    return templates.indices.last
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
        effect, Window(from: event.from + effect.lag, to: event.to + effect.lag, ramp: Self.ramp)
      )
    }
  }

  private func filled(_ text: String, name: String, _ value: String) -> String {
    guard !name.isEmpty, text.hasSuffix("$\(name)") else { return text }
    return text.dropLast(name.count + 1) + value
  }
}
