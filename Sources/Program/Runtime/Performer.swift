import App
import DataSources
import HTTP
import Times

/// Performs effects: each in a task of its own, its outcome posted to the mailbox as an action.
///
/// Called from the loop's thread alone; the tasks touch nothing but the mailbox.
final class Performer {
  private let services: Services
  private let mailbox: Mailbox
  private let clock: @Sendable () -> Instant
  private var fetches: [Fetch.Place: Task<Void, Never>] = [:]

  init(services: Services, mailbox: Mailbox, clock: @escaping @Sendable () -> Instant) {
    self.services = services
    self.mailbox = mailbox
    self.clock = clock
  }

  func perform(_ effect: Effect) {
    switch effect {
    case .fetch(let fetch):
      fetches[fetch.id.place]?.cancel()
      fetches[fetch.id.place] = post { client in
        .fetched(fetch.id, await fetch.result(by: client))
      }
    case .inquire(let fetch):
      _ = post { client in .inquired(fetch.id, await fetch.result(by: client)) }
    case .list(let list):
      _ = post { client in
        .listed(view: list.view, variable: list.variable, await list.result(by: client))
      }
    case .probe(let source):
      _ = post { client in .probed(source: source.name, await source.probe(by: client)) }
    case .log(let level, let line):
      services.log(level, line)
    case .redraw, .quit:
      break
    }
  }

  /// Ends what is still under way; its outcomes interest nobody any more.
  func cancelAll() {
    for task in fetches.values { task.cancel() }
  }

  private func post(
    _ work: @escaping @Sendable (any HTTPClient) async -> Action.Event
  ) -> Task<Void, Never> {
    let (client, mailbox, clock) = (services.client, mailbox, clock)
    return Task.detached(executorPreference: services.executor) {
      let event = await work(client)
      guard !Task.isCancelled else { return }
      mailbox.post(Action(event, at: clock()))
    }
  }
}
