/// Steps that give a value its colour: the last one at or below it.
package struct Thresholds: Hashable, Sendable {
  package enum Mode: Hashable, Sendable {
    case absolute
    /// Steps are percent of the way from min to max.
    case percentage
  }

  package struct Step: Hashable, Sendable {
    /// −∞ for the first, whatever the file says.
    package var value: Double
    /// A Grafana colour: a name or `#rrggbb`.
    package var color: String

    package init(_ value: Double, _ color: String) {
      self.value = value
      self.color = color
    }
  }

  package var mode: Mode
  package var steps: [Step]

  package init(_ mode: Mode = .absolute, steps: [Step] = []) {
    self.mode = mode
    self.steps = steps
  }
}
