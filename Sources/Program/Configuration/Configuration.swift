package import Times
package import YAML

/// What a configuration file says: sources and views by context, and how the operator likes it.
package struct Configuration: Hashable, Sendable {
  /// In the order of the file; never empty.
  package var contexts: [Settings]
  /// The context that is shown first.
  package var start: String
  package var preferences = Preferences()
  package var acknowledgement = AcknowledgementSettings()
  /// Key bindings of the operator's own, by the names of actions.
  package var keys: [KeySetting] = []
  /// Addresses beside the sources that `hune check` asks: 2xx is well.
  package var checks: [String] = []
  /// When disaster-recovery tests run by themselves.
  package var recoveryWindows: [RecoveryWindow] = []
  /// A folder of layouts that goes before all others but the flag's.
  package var layouts: String?

  /// The configuration of a program that was told nothing but these settings.
  package init(_ contexts: [Settings]) {
    precondition(!contexts.isEmpty, "a program without a context shows nothing")
    self.contexts = contexts
    start = contexts[0].context
  }

  /// The settings of a context by name.
  package func settings(of context: String) -> Settings? {
    contexts.first { $0.context == context }
  }
}

/// How an operator likes the screen, and who that is. What is `nil` is found out.
package struct Preferences: Hashable, Sendable {
  package var theme: String?
  package var glyphs: String?
  package var color: String?
  package var usesMouse: Bool?
  package var isKiosk: Bool?
  /// Stands on acknowledgements and silences.
  package var author: String?
  /// Nothing is sent that changes a server.
  package var isReadOnly: Bool?
  /// Rings on a new critical alert.
  package var bell: Bool?

  package init() {}
}

/// An operator's keys for an action.
package struct KeySetting: Hashable, Sendable {
  /// `refresh`, or with its scope: `grid.fullScreen`.
  package var action: String
  /// As the help writes them: `Ctrl-r`, `PgUp`, `x`.
  package var keys: [String]
  /// Where it stands, for what is wrong with it.
  package var place: YAMLPlace
}

/// How long acknowledgements last, and what may be silenced at all.
package struct AcknowledgementSettings: Hashable, Sendable {
  package var length = Span.minutes(15)
  /// So long before its end an acknowledgement is made longer.
  package var margin = Span.minutes(5)
  /// How long an alert must be gone from good answers before its silence is ended.
  package var grace = Span.minutes(5)
  package var isExtended = true
  package var isExpired = true
  /// The longest silence.
  package var longest = Span.hours(24)

  package init() {}
}

/// A time in which a disaster-recovery test runs on a context.
package struct RecoveryWindow: Hashable, Sendable {
  package var context: String?
  package var from: Instant
  package var to: Instant
  package var comment: String
}
