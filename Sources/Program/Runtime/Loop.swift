package import App
import Cells
import Panels
package import Times

/// The program's loop: events and answers go in as actions, effects come out and are performed,
/// the screen is drawn when something changed. It sleeps in between.
package final class Loop {
  package private(set) var state: State
  private let console: any Console
  private let performer: Performer
  private let mailbox: Mailbox
  private let clock: @Sendable () -> Instant
  private var pictures = Pictures()
  private var isDone = false

  package init(
    state: State, console: any Console, services: Services,
    clock: @escaping @Sendable () -> Instant
  ) {
    self.state = state
    self.console = console
    self.clock = clock
    mailbox = Mailbox(wake: console.wake)
    performer = Performer(services: services, mailbox: mailbox, clock: clock)
  }

  /// Tells the loop from any thread that something has happened.
  package var post: @Sendable (Action.Event) -> Void {
    { [mailbox, clock] event in mailbox.post(Action(event, at: clock())) }
  }

  /// Runs until the operator quits or the terminal is gone.
  package func run() {
    start()
    while !isDone { step(until: nil) }
    performer.cancelAll()
  }

  /// Runs until every panel has its answer, or the deadline; of a clock that stands still, until
  /// `isOver` says so.
  package func runUntilComplete(deadline: Instant, or isOver: () -> Bool = { false }) {
    start()
    while !isDone && !state.isComplete && clock() < deadline && !isOver() { step(until: deadline) }
    performer.cancelAll()
  }

  private func start() {
    let size = console.size
    handle([.resized(width: size.width, height: size.height), .started].map { at($0) })
    console.show(state.view(with: &pictures))
  }

  private func step(until limit: Instant?) {
    let deadlines = [state.deadline, limit, pictures.isBehind ? clock() : nil].compactMap(\.self)
    let events = console.events(until: deadlines.min())
    var actions = events.compactMap { action(for: $0) }
    actions += mailbox.drain()
    if let deadline = state.deadline, clock() >= deadline { actions.append(at(.deadline)) }
    guard !actions.isEmpty || pictures.isBehind, !isDone else { return }
    handle(actions)
    if !isDone { console.show(state.view(with: &pictures)) }
  }

  private func handle(_ actions: [Action]) {
    for action in actions {
      for effect in state.update(action) {
        switch effect {
        case .quit: isDone = true
        case .redraw: console.invalidate()
        case .useTheme(let name):
          if let reason = console.use(theme: name) {
            mailbox.post(at(.themeRefused(name, reason: reason)))
          }
        case .copy(let text): console.copy(text)
        case .alerts(_, .ring): console.ring()
        case .measure: mailbox.post(at(.measured(cost)))
        default: performer.perform(effect)
        }
      }
    }
  }

  private func action(for event: ConsoleEvent) -> Action? {
    switch event {
    case .key(let key): return at(.key(key))
    case .resized(let width, let height): return at(.resized(width: width, height: height))
    case .resumed: return at(.resumed)
    case .ended:
      isDone = true
      return nil
    }
  }

  private var cost: Cost {
    Cost(
      usage: performer.services.usage(), sentBytes: console.sentBytes,
      sources: performer.services.traffic?.counts ?? [:])
  }

  private func at(_ event: Action.Event) -> Action { Action(event, at: clock()) }
}
