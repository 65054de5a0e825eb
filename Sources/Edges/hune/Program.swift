import App
import Configuration
import Dashboards
import Dispatch
import Embedded
import Files
import Glibc
import HTTP
import Logging
import Rules
import Runtime
import Synchronization
import Themes
import Times
import Transport

/// What the commands share: the clock, the log, the client, the views of the settings.
struct Program {
  var settings: Settings
  var library: LayoutLibrary
  /// The colours of pictures that are written.
  var palette: Palette
  /// The embedded back end in place of servers.
  var demo: Demo?
  private let workers = Workers()

  init(settings: Settings, library: LayoutLibrary, palette: Palette, demo: Demo? = nil) {
    self.settings = settings
    self.library = library
    self.palette = palette
    self.demo = demo
  }

  /// What time it is for the data: ours, or the demo's.
  var clock: @Sendable () -> Instant { demo?.clock ?? Self.clock }

  static let clock: @Sendable () -> Instant = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  /// Never goes back, whatever is done to the clock.
  static let uptime: @Sendable () -> Span = {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Span(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  /// The views with their dashboards; one whose layout can't be read is a dashboard that says so.
  func views() -> [ViewState] { Self.views(of: settings, in: library) }

  static func views(of settings: Settings, in library: LayoutLibrary) -> [ViewState] {
    settings.views.map { view in
      let dashboard =
        switch dashboard(view.layout, in: library) {
        case .success(let dashboard): dashboard
        case .failure(let problem): Dashboard.unreadable(view.layout, problem.description)
        }
      return ViewState(
        name: view.name, layout: view.layout, dashboard: dashboard, overrides: settings.variables)
    }
  }

  static func dashboard(
    _ name: String, in library: LayoutLibrary
  ) -> Result<Dashboard, InputProblem> {
    do {
      var name = name
      if name.hasPrefix(State.linkedPrefix) {
        let uid = String(name.dropFirst(State.linkedPrefix.count))
        guard let found = library.name(uid: uid) else {
          throw InputProblem("no layout has this uid")
        }
        name = found
      }
      return .success(try library.dashboard(named: name))
    } catch {
      return .failure(InputProblem("\(error)"))
    }
  }

  /// The rules of a file: a path, or a name in the library. One that can't be read has its reason
  /// for a problem.
  static func rules(in name: String, of library: LayoutLibrary) -> RuleFile {
    do throws(FileError) {
      let bytes = File.exists(name) ? try File.read(name) : try library.layout(named: name).bytes
      return RuleFile(bytes: bytes, name: name)
    } catch {
      return RuleFile(unreadable: name, because: error.reason)
    }
  }

  func services() -> Services {
    var services = plainServices()
    let library = library
    services.views = { Self.views(of: $0, in: library) }
    services.runbook = { names in
      let bytes = names.lazy.compactMap { try? library.layout(named: $0).bytes }.first
      return bytes.map { String(decoding: $0, as: UTF8.self) }
    }
    services.dashboard = { Self.dashboard($0, in: library) }
    return services
  }

  private func plainServices() -> Services {
    let log = Self.log(at: Paths.current().state)
    let client: Courier
    let traffic: TrafficMeter
    let servers = settings.sources.map {
      TrafficMeter.Server(name: $0.name, url: $0.url, unixSocket: $0.unixSocket)
    }
    if let demo {
      // It computes: more at once than there are threads would only be in each other's way.
      let demoClient = demo.client(
        rules: { [library] system in
          let groups = Self.rules(in: "\(Demo.folder(of: system))/alerts.yaml", of: library).groups
          let own = groups.filter { $0.name == system }
          return own.isEmpty ? groups : own
        },
        routes: { [library] system in
          (try? library.layout(named: "\(Demo.folder(of: system))/alertmanager.yaml"))
            .flatMap { AlertRoutes(parsing: $0.bytes) }
        })
      traffic = TrafficMeter(demoClient, servers: servers)
      client = Courier(traffic, limit: 2, executor: workers)
    } else {
      traffic = TrafficMeter(
        Authorizer(CurlClient(), read: Self.secret(in:)), servers: servers)
      client = Courier(traffic, executor: workers)
    }
    return Services(
      client: client, executor: workers, write: Self.write,
      svg: { [palette] in $0.svg(Theme(palette, depth: .truecolor).resolve) },
      usage: Self.usage, traffic: traffic
    ) { level, line in
      switch level {
      case .info: log.info("\(line)")
      case .warning: log.warning("\(line)")
      case .error: log.error("\(line)")
      }
    }
  }

  private static let write: @Sendable ([UInt8], String, Bool) -> FileWrite.Failure? = {
    do throws(FileError) {
      try File.write($0, to: Paths.current().expanded($1), overwrites: $2)
      return nil
    } catch {
      return error.code == .exists ? .exists : .failed("\(error)")
    }
  }

  private static let usage: @Sendable () -> Usage = {
    let usage = ProcessUsage.current()
    return Usage(
      processorSeconds: usage.processorSeconds, elapsedSeconds: usage.elapsedSeconds,
      residentBytes: usage.residentBytes)
  }

  /// Does one thing and waits for it; for commands that have nothing else to do.
  func wait<Success: Sendable, Failure: Error>(
    for work: @escaping @Sendable (any HTTPClient) async throws(Failure) -> Success
  ) -> Result<Success, Failure> {
    let client = services().client
    let outcome = Mutex<Result<Success, Failure>?>(nil)
    let done = DispatchSemaphore(value: 0)
    Task.detached(executorPreference: workers) {
      let result: Result<Success, Failure>
      do throws(Failure) {
        result = .success(try await work(client))
      } catch {
        result = .failure(error)
      }
      outcome.withLock { $0 = result }
      done.signal()
    }
    while true {
      done.wait()
      if let result = outcome.withLock({ $0 }) { return result }
    }
  }

  /// The content of a secret's file, refused when others could have written it.
  private static func secret(in path: String) throws(HTTPError) -> String {
    switch ConfigurationFile.read(path) {
    case .failure(let error):
      throw HTTPError(.credentials, "the secret in \(path) can't be read: \(error.reason)")
    case .success(let file):
      guard !file.othersCanWrite else {
        throw HTTPError(.credentials, "others can write the secret in \(path): chmod 600 it")
      }
      return String(decoding: file.bytes, as: UTF8.self)
    }
  }

  private static func log(at folder: String?) -> Logger {
    Logger(label: "hune") { _ in
      if let folder { LogFile(path: folder + "/hune.log") } else { SwiftLogNoOpLogHandler() }
    }
  }
}

extension Dashboard {
  /// A dashboard that says why there is none.
  fileprivate static func unreadable(_ name: String, _ reason: String) -> Dashboard {
    var dashboard = Dashboard(title: name)
    var options = TextOptions()
    options.mode = .code
    options.content = reason
    dashboard.panels = [
      Panel(
        id: 1, title: "This layout can't be read", gridPos: GridPos(x: 0, y: 0, w: 24, h: 6),
        kind: .text(options))
    ]
    return dashboard
  }
}
