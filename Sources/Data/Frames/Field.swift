package import Times

/// A column of a frame: its name, its labels and its values, all of one type.
package struct Field: Hashable, Sendable {
  package var name: String
  package var labels: Labels
  package var values: Values
  /// The name that the data source gives the field (a legend format filled in); it goes before
  /// name and labels when the field is shown.
  package var sourceName: String?
  /// The name that a transformation gave; it goes before all but an override's.
  package var displayName: String?
  /// The name with a number that the field had beside others of its name: transformations go by it
  /// though the others are gone, as in Grafana; what is shown does not.
  package var numberedName: String?
  /// The unit that the data source knows the values to be in, by Grafana's name of it; a unit of
  /// the panel goes before it.
  package var unit: String?
  /// What the values of other fields say of how this one is shown, in order; it goes before the
  /// panel's defaults.
  package var settings: [Setting] = []
  /// The data source means its numbers to be compared: a table draws bars where the panel does not
  /// say otherwise.
  package var prefersBar = false

  package init(
    name: String, labels: Labels = Labels(), values: Values, sourceName: String? = nil,
    displayName: String? = nil
  ) {
    self.name = name
    self.labels = labels
    self.values = values
    self.sourceName = sourceName
    self.displayName = displayName
  }

  package enum Values: Hashable, Sendable {
    /// `Instant.none` stands for none.
    case times([Instant])
    case numbers(NumberColumn)
    case strings([String?])
    case booleans([Bool?])
  }

  package var count: Int {
    switch values {
    case .times(let values): values.count
    case .numbers(let values): values.count
    case .strings(let values): values.count
    case .booleans(let values): values.count
    }
  }

  package var times: [Instant]? { if case .times(let values) = values { values } else { nil } }
  package var numbers: NumberColumn? {
    if case .numbers(let values) = values { values } else { nil }
  }
  package var booleans: [Bool?]? {
    if case .booleans(let values) = values { values } else { nil }
  }
  package var strings: [String?]? { if case .strings(let values) = values { values } else { nil } }
}
