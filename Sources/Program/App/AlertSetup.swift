import AlertScreen
package import Configuration
package import Rules
package import Silences
import Times

/// What the program is told of alerts: who acts, how acknowledgements are kept, what may be sent.
package struct AlertSetup: Hashable, Sendable {
  package var settings: AcknowledgementSettings
  package var author: Author
  package var isReadOnly = false
  package var rings = false
  package var windows: [RecoveryWindow] = []
  /// The configured rules of each context, for servers that evaluate none.
  package var rules: [String: [RuleGroup]] = [:]
  /// The name of this hune's lock in the state folder.
  package var owner = ""

  package init(settings: AcknowledgementSettings, author: Author) {
    self.settings = settings
    self.author = author
  }

  func desk(for context: Settings, seed: UInt64) -> AlertDesk {
    var surroundings = AlertDesk.Surroundings(
      context: context.context, sources: context.sources, settings: settings, author: author)
    surroundings.isReadOnly = isReadOnly
    surroundings.rings = rings
    surroundings.windows = windows
    surroundings.owner = owner
    surroundings.rules = rules[context.context] ?? []
    surroundings.interval = context.refresh
    return AlertDesk(surroundings, seed: seed)
  }
}
