package import Alerts
package import DataSources
package import Silences
package import Times

/// A question for the alerts of a source.
package struct AlertRequest: Hashable, Sendable {
  package var source: DataSource
  package var askedAt: Instant

  package init(source: DataSource, askedAt: Instant) {
    self.source = source
    self.askedAt = askedAt
  }
}

package enum AlertReply: Hashable, Sendable {
  case alertmanager(Alertmanager.Report)
  case rules(RuleReport)
}

/// Something that is asked of an Alertmanager for a silence.
package struct AlertDeed: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    case acknowledgement(String, keeper: Int)
    case errand(String)
  }

  package var target: Target
  package var command: SilenceKeeper.Command
  package var source: DataSource
  package var askedAt: Instant
}

/// What the desk asks for.
package enum AlertEffect: Hashable, Sendable {
  /// Answered by `take(_:to:at:)`.
  case ask(AlertRequest)
  /// Answered by `take(_:evaluating:at:)`.
  case evaluate(LocalEvaluation.Question)
  /// Answered by `take(_:of:at:)`.
  case perform(AlertDeed)
  /// Lines for the audit; with a number, answered by `audited`.
  case audit([String], batch: Int?)
  /// Changes the notes of this machine, or only reads them; answered by `take(notes:)`.
  case note([AlertNote.Change])
  case ring
  case say(String)
}
