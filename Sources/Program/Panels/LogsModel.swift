import Dashboards
import Frames
import Times
import Widgets

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

  func row(_ row: Row, _ reader: LogRowReader) -> LogList.Row {
    reader.row(frames[row.frame], at: row.line, count: row.count)
  }

  func line(_ row: Row) -> (text: ArraySlice<UInt8>, time: Instant) {
    (frames[row.frame].text(at: row.line), frames[row.frame].times[row.line])
  }

  func text(_ row: Row) -> String { String(decoding: rawText(row), as: UTF8.self) }

  /// As the server sent it.
  func rawText(_ row: Row) -> ArraySlice<UInt8> { frames[row.frame].text(at: row.line) }

  /// The name of what wrote the line.
  func service(_ row: Row) -> String {
    LogRowReader.service(frames[row.frame].stream(at: row.line))
  }
}
