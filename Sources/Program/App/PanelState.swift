package import DataSources
package import Frames
import Panels
package import Queries
package import Times

/// What a panel knows: the last data of each of its targets, and how the last try went.
package struct PanelState: Sendable {
  package var targets: [Fetch.Place: TargetState] = [:]
  /// The range of the newest answer, good or bad.
  package var range: TimeRange?
  /// First row in sight and the chosen row, of panels that have rows.
  package var scroll = 0
  package var selection: Int?
  /// The types of sources that targets ask for and nobody has; those targets are not asked.
  package var missingSources: [String] = []

  package var adjustments = PanelAdjustments()
  package var scales = ScaleMemory()

  /// Why the panel is empty, or how far it is to be known.
  package var inquiry: Inquiry?

  package init() {}
}

/// The last data of a target and the last failure, if that came later.
package struct TargetState: Sendable {
  /// The refresh whose answer is waited for.
  package var awaited: Int?
  package var expression: String
  package var legendFormat: String?
  /// As it was last sent.
  package var query: Query?
  package var source: String
  package var frames: [Frame] = []
  package var notices: [Frame.Notice] = []
  package var answeredAt: Instant?
  /// How the frames came.
  package var transfer: Transfer?
  /// The range that was last asked for.
  package var range: TimeRange
  package var failure: DataSourceError?
  /// When the first of the failures in a row happened.
  package var failingSince: Instant?

  /// What follows its lines, while they are.
  var tail: TargetTail?

  package init(expression: String, source: String, range: TimeRange) {
    self.expression = expression
    self.source = source
    self.range = range
  }
}

extension PanelState {
  /// The targets in the order of the layout, range before instant.
  package var orderedTargets: [TargetState] {
    targets.sorted {
      ($0.key.panel, $0.key.target, $0.key.isInstant ? 1 : 0)
        < ($1.key.panel, $1.key.target, $1.key.isInstant ? 1 : 0)
    }.map(\.value)
  }

  package var isAwaiting: Bool { targets.values.contains { $0.awaited != nil } }

  /// True once every target has answered or failed, or none can be asked.
  package var isComplete: Bool {
    !isAwaiting && (range != nil || !targets.isEmpty || !missingSources.isEmpty)
  }
}
