import App
import Cells
import Configuration
import Dashboards
import Files
import Glibc
import HTTP
import Logging
import Runtime
import Themes
import Times
import Transport

/// What the commands share: the clock, the log, the client, the views of the settings.
struct Program {
  var settings: Settings
  var library: LayoutLibrary

  static let clock: @Sendable () -> Instant = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  /// The views with their dashboards; one whose layout can't be read is a dashboard that says so.
  func views() -> [ViewState] {
    settings.views.map { view in
      do {
        let layout = try library.layout(named: view.layout)
        guard let dashboard = try Layouts.dashboards(in: layout.bytes, name: view.layout).first
        else {
          return .unreadable(view, reason: "no dashboard in it")
        }
        return ViewState(name: view.name, layout: view.layout, dashboard: dashboard)
      } catch {
        return .unreadable(view, reason: "\(error)")
      }
    }
  }

  func services() -> Services {
    let log = Self.log(at: Paths.current().state)
    return Services(client: Courier(CurlClient())) { level, line in
      switch level {
      case .info: log.info("\(line)")
      case .warning: log.warning("\(line)")
      case .error: log.error("\(line)")
      }
    }
  }

  private static func log(at folder: String?) -> Logger {
    Logger(label: "hune") { _ in
      folder.map { LogFile(path: $0 + "/hune.log") } ?? SwiftLogNoOpLogHandler()
    }
  }
}
