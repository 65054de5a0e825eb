package import Alerts
package import DataSources
import Matchers
package import Widgets

/// A dialog of the alert view, with what is written in it.
package enum AlertPrompt: Hashable, Sendable {
  /// The alerts are pinned: others that come meanwhile are not meant.
  case acknowledge(Acknowledging)
  case silence(SilenceForm)
  case filter(TextField, problem: String?)
  /// Ends silences; `y` does.
  case end([Silence])
  case takeBack([Alert], TextField)
  case group([String], selection: Int)
  /// The audit can't be written, and why.
  case audit(String)

  package struct Acknowledging: Hashable, Sendable {
    package var alerts: [Alert]
    package var comment = TextField()
    /// Above one alert their count is typed.
    package var count = TextField()
    package var isAtCount = false
    package var problem: String?
  }
}
