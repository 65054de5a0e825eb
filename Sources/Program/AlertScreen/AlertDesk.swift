package import Alerts
package import Configuration
package import DataSources
package import Frames
import Matchers
package import Rules
package import Silences
package import Times

/// All that is known of the alerts of a context, and the acknowledgements made here. It is there
/// whatever is on the screen; the alert view looks at it.
package struct AlertDesk: Sendable {
  /// What the program tells it.
  package struct Surroundings: Hashable, Sendable {
    package var context: String
    /// Those that have alerts: Alertmanagers, and servers that evaluate rules.
    package var sources: [DataSource]
    package var settings: AcknowledgementSettings
    package var author: Author
    package var isReadOnly = false
    package var rings = false
    /// Between two questions.
    package var interval = Span.seconds(30)
    package var windows: [RecoveryWindow] = []
    /// This hune's lock.
    package var owner = ""
    /// The configured rules, for servers that evaluate none.
    package var rules: [RuleGroup] = []

    package init(
      context: String, sources: [DataSource], settings: AcknowledgementSettings, author: Author
    ) {
      self.context = context
      self.sources = sources.filter { $0.kind == .alertmanager || $0.kind == .prometheus }
      self.settings = settings
      self.author = author
    }

    package var alertmanagers: [DataSource] { sources.filter { $0.kind == .alertmanager } }
  }

  /// What a source said last, and why it says nothing now.
  package struct Standing: Hashable, Sendable {
    package var reply: AlertReply?
    package var answeredAt: Instant?
    package var failure: String?
    package var isAsked = false
    /// It answers, and no rule for alerts is evaluated there.
    package var evaluatesNoRules = false
  }

  /// A silence that is made, changed or ended by hand.
  struct Errand: Hashable, Sendable {
    var keeper: SilenceKeeper
    var deed: AuditEntry.Deed
  }

  /// What waits for the audit.
  struct Batch: Hashable, Sendable {
    var acknowledgements: [Acknowledgement] = []
    var errands: [Errand] = []
  }

  /// A batch that could not be written down: the operator decides.
  package struct AuditProblem: Hashable, Sendable {
    package var reason: String
    package var batch: Int
  }

  package var surroundings: Surroundings {
    didSet {
      guard surroundings.rules != oldValue.rules else { return }
      evaluation = LocalEvaluation(surroundings.rules, interval: surroundings.interval)
    }
  }
  /// The rules that are evaluated here, and their alerts.
  package internal(set) var evaluation: LocalEvaluation
  /// Servers that give nothing.
  var down = DownSources()
  package internal(set) var standings: [String: Standing] = [:]
  /// The worst first.
  package internal(set) var alerts: [Alert] = []
  /// Changes with everything that is shown.
  package internal(set) var generation = 0 {
    didSet { tally = AlertTally(of: self) }
  }
  package private(set) var tally = AlertTally()
  /// What a person should know of the evaluation of rules; empty where all is well.
  package internal(set) var ruleNotes: [String] = []
  /// By id.
  package internal(set) var silences: [String: Silence] = [:]
  /// The names of the sources that have a silence, by its id.
  var silenceSources: [String: [String]] = [:]
  package internal(set) var realms: [SilenceRealm] = []
  /// Made here, by the labels of their alerts.
  package internal(set) var acknowledgements: [Labels: Acknowledgement] = [:]
  package internal(set) var notes: [AlertNote] = []
  /// Those of this context.
  var notesByLabels: [Labels: AlertNote] = [:]
  package internal(set) var auditProblem: AuditProblem?
  /// The places of the acknowledgements, by their ids.
  var labelsByID: [String: Labels] = [:]
  /// The ids of those of which something is under way.
  var busy: Set<String> = []
  /// When an acknowledgement wants something, or a little earlier.
  var workDeadline: Instant?
  /// Answers that the rows do not show yet.
  var unshown = 0
  /// What the other hunes do not know yet.
  var untold: [AlertNote.Change] = []
  /// Acknowledgements of hunes that have ended which this one asked to take over.
  var claimed: Set<String> = []
  var errands: [String: Errand] = [:]
  var batches: [Int: Batch] = [:]
  var lastBatch = 0
  var nextAsk: Instant?
  /// Outcomes that stand in the audit already, by acknowledgement and keeper.
  var told: [String: String] = [:]
  /// Alerts that were there when the operator last looked.
  var seen: Set<Labels> = []
  /// Firing when last looked at by the desk.
  var known: [Labels: Alert] = [:]
  var resolved: [Labels: Alert] = [:]
  /// What alerts were called before, where an Alertmanager has got or lost them since they fire.
  var formerLabels: [Labels: Labels] = [:]
  /// When an alert began to fire, the last few times.
  var beginnings: [Labels: [Instant]] = [:]
  var hasAnswered = false
  /// Windows of the configuration that a test was begun for.
  var openedWindows: Set<RecoveryWindow> = []
  var randomState: UInt64

  package init(_ surroundings: Surroundings, seed: UInt64) {
    self.surroundings = surroundings
    evaluation = LocalEvaluation(surroundings.rules, interval: surroundings.interval)
    randomState = seed
  }

  /// Two words of SplitMix64.
  mutating func newMarker() -> SilenceMarker {
    func next(_ state: inout UInt64) -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var word = state
      word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
      word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
      return word ^ (word >> 31)
    }
    return SilenceMarker(high: next(&randomState), low: next(&randomState))
  }

  package func standing(of alert: Alert) -> AlertStanding {
    switch alert.state {
    case .inactive: return .inactive
    case .resolved: return .resolved
    case .pending: return isAcknowledged(alert) ? .acknowledged : .pending
    case .firing: break
    }
    if isAcknowledged(alert) { return .acknowledged }
    if !alert.silencedBy.isEmpty { return .silenced }
    return alert.inhibitedBy.isEmpty ? .firing : .inhibited
  }

  private func isAcknowledged(_ alert: Alert) -> Bool {
    if let own = acknowledgement(of: alert), !own.isOver, own.endsAt != nil { return true }
    if alert.silencedBy.contains(where: {
      silences[$0].map { isAcknowledgement($0, of: alert) } ?? false
    }) {
      return true
    }
    return note(of: alert).map(\.isLocal) ?? false
  }

  /// The one that was made here, also of an alert that has other labels by now.
  package func acknowledgement(of alert: Alert) -> Acknowledgement? {
    acknowledgements[alert.labels]
      ?? formerLabels[alert.labels].flatMap { acknowledgements[$0] }
  }

  /// A silence of a hune on exactly an alert's labels.
  package func isAcknowledgement(_ silence: Silence, of alert: Alert) -> Bool {
    SilenceMarker.split(silence.comment).marker != nil
      && silence.matchers == MatcherSet(exactly: alert.labels)
  }

  package func note(of alert: Alert) -> AlertNote? {
    notesByLabels[alert.labels]
  }

  /// Began to fire three times within an hour.
  package func isFlapping(_ alert: Alert) -> Bool {
    (beginnings[alert.labels]?.count ?? 0) >= 3
  }

  package func isNew(_ alert: Alert) -> Bool {
    alert.state == .firing && !seen.contains(alert.labels)
  }

  /// The operator looks at the alerts.
  package mutating func look() {
    let firing = Set(alerts.filter { $0.state == .firing }.map(\.labels))
    guard firing != seen else { return }
    seen = firing
    generation += 1
  }
}
