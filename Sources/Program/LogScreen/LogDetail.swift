import Frames
import Lexemes
import Logs

/// A line that is open: its whole text, and all that is known beside it, a row each.
struct LogDetail: Hashable, Sendable {
  struct Row: Hashable, Sendable {
    enum Origin: String, Hashable, Sendable {
      case label = "labels"
      case metadata = "metadata"
      case parsed = "parsed"
      case field = "fields"
    }

    var origin: Origin
    /// Raw, as is the value.
    var name: String
    var value: String
  }

  /// The line's number in its listing.
  var number: Int
  var rows: [Row]
  /// How the line is written.
  let form: LogRecord.Form
  /// The chosen row; `nil` reads the text.
  var selection: Int?
  /// Rows of the text that have gone above.
  var scroll = 0

  init(_ lines: LogLines, at index: Int, number: Int) {
    self.number = number
    func rows(_ labels: Labels, _ origin: Row.Origin) -> [Row] {
      labels.pairs.map { Row(origin: origin, name: $0.name, value: $0.value) }
    }
    let text = lines.text(at: index)
    form = text.first { $0 > 0x20 } == UInt8(ascii: "{") ? .json : .logfmt
    let fields = LogRecord.fields(of: text).map {
      Row(origin: .field, name: $0.name, value: $0.value)
    }
    self.rows =
      rows(lines.stream(at: index), .label) + rows(lines.metadata(at: index), .metadata)
      + rows(lines.parsed(at: index), .parsed) + fields
    selection = self.rows.isEmpty ? nil : 0
  }

  /// Where a filter finds the field of a row.
  func origin(of row: Row) -> LogFilter.Origin {
    switch row.origin {
    case .label: return .stream
    case .metadata: return .metadata
    case .parsed: return .parsed
    case .field:
      let name = LogFilter.labelName(row.name)
      let isHidden = rows.contains {
        ($0.origin == .label || $0.origin == .metadata) && $0.name == name
      }
      return .line(form, isHidden: isHidden)
    }
  }

  var current: Row? { selection.flatMap { rows.indices.contains($0) ? rows[$0] : nil } }

  mutating func move(by offset: Int) {
    guard let selection else {
      scroll = max(0, scroll.addingReportingOverflow(offset).overflow ? 0 : scroll + offset)
      return
    }
    let target = offset == .max ? rows.count : offset == -.max ? 0 : selection + offset
    self.selection = max(0, min(target, rows.count - 1))
  }
}

/// Ids by which lines of several streams belong together.
package enum LogIDs {
  /// The trace that a line belongs to.
  static func trace(_ rows: [LogDetail.Row]) -> String? {
    let names = ["traceid", "trace", "oteltraceid", "ddtraceid", "xb3traceid"]
    return row(of: names, rows) { text in
      (16...32).contains(text.utf8.count) && text.utf8.allSatisfy(isHexadecimal)
        && text.contains { $0 != "0" }
    }?.value
  }

  /// The operation that it belongs to; the trace where it names none.
  static func correlation(_ rows: [LogDetail.Row]) -> (id: String, names: [String])? {
    let names = [
      "correlationid", "requestid", "xrequestid", "xcorrelationid", "reqid", "operationid", "runid",
      "workflowid", "sessionid",
    ]
    if let row = row(of: names, rows, where: { (4...200).contains($0.utf8.count) }) {
      return (row.value, [labelName(row.name)])
    }
    return trace(rows).map { ($0, traceNames) }
  }

  /// What collectors call the trace of a line where they keep it beside the line.
  package static let traceNames = ["trace_id", "traceid", "traceID"]

  /// The stages that find the lines with an id: those that have it in their text, and those that
  /// have it beside it; a line is found by one of them alone.
  package static func stages(finding id: String, names: [String]) -> [String] {
    let text = QuotedString.quoted(id)
    return [
      " |= \(text)",
      " != \(text) | " + names.map { "\($0)=\(text)" }.joined(separator: " or "),
    ]
  }

  /// A name as Loki keeps it.
  private static func labelName(_ name: String) -> String {
    let plain = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return (plain.first?.isNumber == false ? "" : "_") + String(plain)
  }

  private static func row(
    of names: [String], _ rows: [LogDetail.Row], where isRight: (String) -> Bool
  ) -> LogDetail.Row? {
    for name in names {
      if let row = rows.first(where: { plain($0.name) == name && isRight($0.value) }) {
        return row
      }
    }
    return nil
  }

  /// `trace_id`, `traceID` and `trace.id` are one name.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte | 0x20)
  }
}
