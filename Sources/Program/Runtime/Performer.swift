import App
import Dashboards
import DataSources
import HTTP
import LogScreen
import Times
import TraceScreen

/// Performs effects: each in a task of its own, its outcome posted to the mailbox as an action.
///
/// Called from the loop's thread alone; the tasks touch nothing but the mailbox.
final class Performer {
  let services: Services
  private let mailbox: Mailbox
  private let clock: @Sendable () -> Instant
  private var fetches: [Fetch.Place: Task<Void, Never>] = [:]
  private struct LogPlace: Hashable {
    var listing: Int
    var kind: LogsRequest.Kind
  }

  private var logFetches: [LogPlace: Task<Void, Never>] = [:]
  private var traceFetches: [TracesRequest.Kind: Task<Void, Never>] = [:]
  /// Only what is expected at the cursor now is of interest.
  private var suggesting: Task<Void, Never>?

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
    case .tail(let fetch):
      _ = post { client in .tailed(fetch.id, await fetch.result(by: client)) }
    case .countTail(let fetch):
      _ = post { client in .countedTail(fetch.id, await fetch.result(by: client)) }
    case .askLogs(let request):
      let place = LogPlace(listing: request.id.listing, kind: request.id.kind)
      logFetches[place]?.cancel()
      logFetches[place] = post { client in
        .askedLogs(request, await request.result(by: client))
      }
    case .alerts(let context, let effect):
      perform(effect, for: context)
    case .askTraces(let request):
      traceFetches[request.kind]?.cancel()
      traceFetches[request.kind] = post { client in
        .askedTraces(request, await request.result(by: client))
      }
    case .findExemplars(let fetch):
      _ = post { client in .foundExemplars(fetch.id, await fetch.exemplars(by: client)) }
    case .inquire(let fetch):
      _ = post { client in .inquired(fetch.id, await fetch.result(by: client)) }
    case .list(let list):
      _ = post { client in
        .listed(
          context: list.context, view: list.view, variable: list.variable,
          await list.result(by: client))
      }
    case .probe(let source):
      _ = post { client in .probed(source: source.name, await source.probe(by: client)) }
    case .survey(let context, let fetch):
      _ = post { client in .surveyed(context: context, await fetch.result(by: client)) }
    case .surveyAlerts(let context, let source):
      _ = post { client in
        .surveyedAlerts(context: context, await source.activeAlerts(by: client))
      }
    case .openContext(let index, let settings):
      let views = services.views
      _ = post { _ in .contextOpened(index, views(settings)) }
    case .openDashboard(let name):
      let dashboard = services.dashboard
      _ = post { _ in .dashboardOpened(name, dashboard(name)) }
    case .findDashboards(let link):
      let (inventory, dashboard) = (services.inventory, services.dashboard)
      _ = post { _ in
        .dashboardsFound(link, Self.dashboards(of: link, in: inventory().layouts, by: dashboard))
      }
    case .findEvidence(let request):
      _ = post { client in .foundEvidence(request, await request.result(by: client)) }
    case .readRules:
      let rules = services.rules
      _ = post { _ in .rulesRead(rules()) }
    case .readConfiguration:
      let configuration = services.configuration
      _ = post { _ in .configurationRead(configuration()) }
    case .reloadDashboard(let name):
      let dashboard = services.dashboard
      _ = post { _ in .dashboardReloaded(name, dashboard(name)) }
    case .readRunbook(let names, let subject):
      let runbook = services.runbook
      _ = post { _ in .runbookRead(subject, runbook(names)) }
    case .takeInventory:
      let inventory = services.inventory
      _ = post { _ in .inventoryTaken(inventory()) }
    case .suggest(let suggestions):
      suggesting?.cancel()
      suggesting = post { client in
        .suggested(suggestions, await suggestions.result(by: client))
      }
    case .listTargets(let source):
      _ = post { client in .scraped(source: source.name, await source.targets(by: client)) }
    case .write(let file):
      let (write, svg) = (services.write, services.svg)
      _ = post { _ in
        let bytes =
          switch file.content {
          case .bytes(let bytes): bytes
          case .picture(let buffer): Array(svg(buffer).utf8)
          }
        return .wrote(file, write(bytes, file.path, file.overwrites))
      }
    case .log(let level, let line):
      services.log(level, line)
    case .redraw, .quit, .useTheme, .copy, .measure:
      break
    }
  }

  /// Ends what is still under way; its outcomes interest nobody any more.
  func cancelAll() {
    for task in fetches.values { task.cancel() }
    for task in logFetches.values { task.cancel() }
  }

  func post(
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

extension Performer {
  /// The layouts that bear the tags of a link, by title; what can't be read bears none.
  private static func dashboards(
    of link: Dashboard.TagLink, in layouts: [String],
    by read: (String) -> Result<Dashboard, InputProblem>
  ) -> [State.TaggedDashboard] {
    layouts.compactMap { layout -> State.TaggedDashboard? in
      guard case .success(let dashboard) = read(layout), dashboard.bears(link.tags) else {
        return nil
      }
      return .init(layout: layout, uid: dashboard.uid, title: dashboard.title)
    }.sorted { ($0.title, $0.layout) < ($1.title, $1.layout) }
  }
}
