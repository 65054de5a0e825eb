import AlertScreen
package import Cells
package import Configuration
import DataSources
package import Times

/// The program: everything it knows, changed by `update` alone and drawn by `view`.
package struct State: Sendable {
  package internal(set) var settings: Settings
  package var glyphs: GlyphSet
  package internal(set) var width = 80
  package internal(set) var height = 24
  /// The moment of the last action.
  package internal(set) var now: Instant
  package internal(set) var views: [ViewState]
  /// The view on the screen, a place in `views`.
  package internal(set) var current: Int
  /// What is shown in place of the view's panels.
  package internal(set) var screen = Screen.panels
  /// Without it alerts are not looked after.
  var alertSetup: AlertSetup?
  /// What is known of alerts, by the names of the contexts.
  var desks: [String: AlertDesk] = [:]
  var panelAlerts = PanelAlerts()
  /// What was shown before the graph of an alert.
  var viewBeforeEvidence = 0
  var selectionBeforeEvidence: RangeSelection?
  /// The screens that the one shown was opened from, to go back to.
  var screensBelow: [Screen] = []
  package internal(set) var selection: RangeSelection
  /// By the sources' names.
  package internal(set) var health: [String: SourceHealth]
  /// Refreshes so far; each has its number, and answers carry it.
  package internal(set) var refreshes = 0
  /// When the next refresh is due.
  package internal(set) var nextRefresh: Instant?
  /// When data last came.
  package internal(set) var answeredAt: Instant?
  /// The sources are asked again after each interval; else only when told to.
  package internal(set) var isRefreshed = true
  package internal(set) var frozen: Frozen?
  package internal(set) var overlay: Overlay?
  /// The moment under the value cursor, the same in all panels.
  package internal(set) var cursor: Instant?
  /// What is asked of the servers, for events that were kept as examples.
  var exemplarSearch: ExemplarSearch?
  /// Said in the footer until the next key.
  package internal(set) var notice: String?
  /// Queries that were explored, the newest last.
  package internal(set) var queryHistory: [String] = []
  /// What servers said may be written in a query.
  var suggestions = SuggestionCache()
  /// What the program costs, as of the last look, and the one before it.
  package internal(set) var cost: (last: Cost, before: Cost?)?
  /// Panels of collapsed rows are asked too, as a complete frame needs them.
  package var asksCollapsedRows = false
  var random: SplitMix64
  package internal(set) var keys: KeyMap
  /// In the order of the configuration; `settings` and `views` are those of the one on the screen.
  package internal(set) var contexts: [ContextState]
  package internal(set) var context = 0
  /// When the context was last switched to; data from before are shown as old.
  var enteredAt: Instant?
  package internal(set) var inventory: Inventory
  /// What was found without a configuration; `nil` with one.
  let welcome: Welcome?
  /// The theme that the configuration names, to see when it names another.
  var configuredTheme: String?
  /// The link that was followed, while its dashboard is looked for.
  var linked: (url: String, address: GrafanaAddress)?
  /// The operator chose the range: views that are opened later keep it.
  var hasChosenRange = false

  /// What lies over the currentView.
  package enum Overlay: Hashable, Sendable {
    case help(scroll: Int)
    case picker(Picker)
    case frontDoor(selection: Int)
    case inspector(Inspector)
    case write(WriteDialog)
    case explore(Explore)
    case targets(TargetList)
    case runbook(RunbookPage)
    case welcome(scroll: Int)
  }

  package init(
    settings: Settings, views: [ViewState], current: Int = 0, now: Instant,
    glyphs: GlyphSet = .full, keys: KeyMap = .standard, notice: String? = nil, seed: UInt64 = 0,
    contexts: [Settings] = [], inventory: Inventory = Inventory(), welcome: Welcome? = nil,
    alerts: AlertSetup? = nil
  ) {
    precondition(!views.isEmpty, "a program without views shows nothing")
    self.settings = settings
    self.views = views
    self.current = min(max(0, current), views.count - 1)
    self.now = now
    self.glyphs = glyphs
    self.keys = keys
    self.notice = notice
    random = SplitMix64(seed: seed)
    alertSetup = alerts
    self.inventory = inventory
    self.welcome = welcome
    configuredTheme = inventory.theme
    self.contexts = (contexts.isEmpty ? [settings] : contexts).map { ContextState(settings: $0) }
    context = contexts.firstIndex { $0.context == settings.context } ?? 0
    selection = .last(.hours(1))
    health = Dictionary(
      settings.sources.map { ($0.name, SourceHealth(source: $0)) },
      uniquingKeysWith: { first, _ in first })
    selection = defaultSelection(of: views[self.current].source)
    self.contexts[context].settings = settings
    prepareViews()
  }

  var currentView: ViewState {
    get { views[current] }
    set { views[current] = newValue }
  }

  package var range: TimeRange { selection.range(now: now, calendar: settings.calendar) }

  /// When `update` wants to be called though nothing else has happened.
  package var deadline: Instant? {
    ([nextRefresh, nextSurvey, screenDeadline, tailDeadline, alertDeadline]
      + health.values.map(\.nextTry))
      .compactMap(\.self)
      .min()
  }
}
