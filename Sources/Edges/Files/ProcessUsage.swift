import Glibc

/// What this process has used, as `/proc/self` tells.
package struct ProcessUsage: Hashable, Sendable {
  /// Seconds of all its threads.
  package var processorSeconds = 0.0
  /// Seconds since it began.
  package var elapsedSeconds = 0.0
  /// Bytes of memory that it holds.
  package var residentBytes = 0

  /// Reads it now; zeros where there is no `/proc`.
  package static func current() -> ProcessUsage {
    let stat = text(of: "/proc/self/stat")
    let uptime = text(of: "/proc/uptime").split(separator: " ").first.flatMap { Double($0) } ?? 0
    return ProcessUsage(
      stat: stat, uptime: uptime, ticks: Double(max(1, sysconf(Int32(_SC_CLK_TCK)))),
      pageSize: max(1, sysconf(Int32(_SC_PAGESIZE))))
  }

  /// Of a line of `/proc/PID/stat`: the name in parentheses may hold anything, so the fields are
  /// counted from its end.
  init(stat: String, uptime: Double, ticks: Double, pageSize: Int) {
    guard let name = stat.lastIndex(of: ")") else { return }
    let fields = stat[stat.index(after: name)...].split(separator: " ")
    // The state is field 3 of proc(5): 14 and 15 are the times, 22 the start, 24 the pages.
    guard fields.count > 21, let user = Double(fields[11]), let system = Double(fields[12]),
      let start = Double(fields[19]), let pages = Int(fields[21])
    else { return }
    processorSeconds = (user + system) / ticks
    elapsedSeconds = max(0, uptime - start / ticks)
    residentBytes = pages.multipliedReportingOverflow(by: pageSize).partialValue
  }

  private static func text(of path: String) -> String {
    do throws(FileError) {
      return String(decoding: try File.read(path, limit: 4096), as: UTF8.self)
    } catch {
      return ""
    }
  }
}
