import App
import Configuration
import Dashboards
import Files
import Glibc
import HTTP
import Logging
import Runtime
import Times
import Transport

/// What the commands share: the clock, the log, the client, the views of the settings.
struct Program {
  var settings: Settings
  var library: LayoutLibrary
  private let workers = Workers()

  init(settings: Settings, library: LayoutLibrary) {
    self.settings = settings
    self.library = library
  }

  static let clock: @Sendable () -> Instant = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  /// The views with their dashboards; one whose layout can't be read is a dashboard that says so.
  func views() -> [ViewState] {
    settings.views.map { view in
      var dashboard = Dashboard(title: view.name)
      do {
        let layout = try library.layout(named: view.layout)
        if let first = try Layouts.dashboards(in: layout.bytes, name: view.layout).first {
          dashboard = first
        }
      } catch {
        dashboard = .unreadable(view.layout, "\(error)")
      }
      return ViewState(
        name: view.name, layout: view.layout, dashboard: dashboard, overrides: settings.variables)
    }
  }

  func services() -> Services {
    let log = Self.log(at: Paths.current().state)
    let client = Courier(CurlClient(), executor: workers)
    return Services(client: client, executor: workers) { level, line in
      switch level {
      case .info: log.info("\(line)")
      case .warning: log.warning("\(line)")
      case .error: log.error("\(line)")
      }
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
