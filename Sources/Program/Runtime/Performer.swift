package import App
import DataSources
import HTTP
package import Times

/// Performs effects: each in a task of its own, its outcome posted to the mailbox as an action.
///
/// Called from the loop's thread alone; the tasks touch nothing but the mailbox.
final class Performer {
  private let services: Services
  private let mailbox: Mailbox
  private let clock: @Sendable () -> Instant
  private var fetches: [Fetch.Place: Task<Void, Never>] = [:]
  private var others: [Task<Void, Never>] = []

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
        .fetched(
          fetch.id,
          await result { () async throws(DataSourceError) in
            try await fetch.source.answer(to: fetch.query, by: client)
          })
      }
    case .list(let list):
      keep(
        post { client in
          .listed(
            view: list.view, variable: list.variable,
            await result { () async throws(DataSourceError) in
              try await list.source.options(of: list.query, by: client)
            })
        })
    case .probe(let source):
      keep(
        post { client in
          .probed(
            source: source.name,
            await result { () async throws(DataSourceError) in
              try await source.probe(by: client)
            })
        })
    case .log(let level, let line):
      services.log(level, line)
    case .redraw, .quit:
      break
    }
  }

  func cancelAll() {
    for task in fetches.values { task.cancel() }
    for task in others { task.cancel() }
  }

  private func keep(_ task: Task<Void, Never>) {
    others.removeAll { $0.isCancelled }
    others.append(task)
  }

  private func post(
    _ work: @escaping @Sendable (any HTTPClient) async -> Action.Event
  ) -> Task<Void, Never> {
    let (client, mailbox, clock) = (services.client, mailbox, clock)
    return Task.detached {
      let event = await work(client)
      guard !Task.isCancelled else { return }
      mailbox.post(Action(event, at: clock()))
    }
  }
}

/// The outcome of work as a value.
private func result<Value: Sendable>(
  _ work: @Sendable () async throws(DataSourceError) -> Value
) async -> Result<Value, DataSourceError> {
  do {
    return .success(try await work())
  } catch {
    return .failure(error)
  }
}
