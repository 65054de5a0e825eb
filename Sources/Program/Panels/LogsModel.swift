import Dashboards
import Frames
import Logs
import Times

/// The lines of a panel in the order in which they are shown, those that repeat one another joined.
struct LogsModel: Sendable {
  struct Row: Sendable {
    var frame: Int
    var line: Int
    /// Lines that it stands for.
    var count: Int
  }

  private let frames: [LogLines]
  private(set) var rows: [Row]
  let options: LogsOptions

  init(_ content: PanelContent, _ options: LogsOptions) {
    self.options = options
    let frames = content.frames.compactMap(\.lines)
    var rows: [Row] = []
    for (place, lines) in frames.enumerated() {
      rows += lines.indices.map { Row(frame: place, line: $0, count: 1) }
    }
    if frames.count > 1 {
      rows.sort {
        (frames[$0.frame].times[$0.line], $0.frame, $0.line)
          < (frames[$1.frame].times[$1.line], $1.frame, $1.line)
      }
    }
    self.frames = frames
    if !options.isOldestFirst { rows.reverse() }
    self.rows = options.deduplication == .none ? rows : []
    guard options.deduplication != .none else { return }
    var last: [UInt8]?
    for row in rows {
      let mark = mark(row)
      if mark == last {
        self.rows[self.rows.count - 1].count += 1
      } else {
        self.rows.append(row)
        last = mark
      }
    }
  }

  /// What lines that count as one have in common.
  private func mark(_ row: Row) -> [UInt8] {
    let text = frames[row.frame].text(at: row.line)
    switch options.deduplication {
    case .none, .exact: return Array(text)
    case .numbers: return text.filter { !(48...57).contains($0) }
    case .signature:
      return text.filter { !(48...57).contains($0) && !(97...122).contains($0 | 0x20) }
    }
  }

  func text(_ row: Row) -> String {
    String(decoding: frames[row.frame].text(at: row.line), as: UTF8.self)
  }

  func time(_ row: Row) -> Instant { frames[row.frame].times[row.line] }

  func record(_ row: Row) -> LogRecord { LogRecord(frames[row.frame], at: row.line) }

  func streamLabels(_ row: Row) -> Labels { frames[row.frame].stream(at: row.line) }

  /// The name of what wrote the line.
  func service(_ row: Row) -> String {
    let labels = streamLabels(row)
    let names = ["service_name", "service", "app", "container", "job"]
    let name = names.lazy.compactMap { labels[$0] }.first { $0 != "unknown_service" }
    return name ?? ""
  }
}
