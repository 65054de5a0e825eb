package import Cells
package import Frames
import Logs
package import Patterns
import Text
package import Times
package import Widgets

/// How times of lines are written.
package enum LogTimeFormat: String, Hashable, Sendable, CaseIterable {
  case local, utc, relative, off
}

/// Makes rows of log lines: what of a line is shown, and how.
package struct LogRowReader: Sendable {
  package var calendar: Calendar
  package var glyphs: GlyphSet
  package var timeFormat = LogTimeFormat.local
  /// The line as it came, in place of message and fields.
  package var isRaw = false
  /// Colours that a line brings are kept.
  package var hasColors = false
  /// All labels of the stream stand in the row.
  package var showsLabels = false
  /// Only these fields stand in the row, in this order; all where there are none.
  package var chosenFields: [String] = []
  /// What is lit in messages.
  package var highlights: [Pattern] = []
  /// Ages are told from here.
  package var now = Instant(milliseconds: 0)

  package init(calendar: Calendar, glyphs: GlyphSet = .full) {
    self.calendar = calendar
    self.glyphs = glyphs
  }

  /// Columns of a message that can be in sight, however wide the screen and long its line.
  static let messageColumns = 2_000
  /// Bytes of a line that make so many columns.
  private static let messageBytes = 16_000

  package func row(_ lines: LogLines, at index: Int, count: Int = 1) -> LogList.Row {
    let time = lines.times[index]
    let record = LogRecord(lines, at: index)
    let bytes = isRaw ? Array(lines.text(at: index).prefix(Self.messageBytes)) : record.message
    let message = glyphs.text(
      String(decoding: ColoredText.stripped(bytes), as: UTF8.self), limit: Self.messageColumns)
    let style = record.level.map { $0 >= .error ? Style.bright : .text } ?? .text
    var styled: Line?
    if hasColors, bytes.contains(0x1B) { styled = line(ColoredText(bytes), style) }
    if !highlights.isEmpty { styled = lit(styled ?? Line(message, style)) }
    let texts = timeTexts(time)
    return LogList.Row(
      time: texts.time, fraction: texts.fraction, level: record.level.map(LogList.Level.init),
      service: glyphs.text(Self.service(lines.stream(at: index)), limit: 20), message: message,
      styled: styled, fields: isRaw ? [] : fields(of: record, lines, index), count: count)
  }

  private func fields(
    of record: LogRecord, _ lines: LogLines, _ index: Int
  ) -> [(name: DisplayText, value: DisplayText)] {
    let labels = lines.stream(at: index)
    let found: [LogRecord.Field]
    if chosenFields.isEmpty {
      // What the stream says of all its lines is not said again for each.
      let own = record.fields.filter { labels[$0.name] != $0.value }
      found = (showsLabels ? labels.pairs.map { LogRecord.Field($0.name, $0.value) } : []) + own
    } else {
      found = chosenFields.compactMap { name in
        let own = record.fields.first { $0.name == name }
        return own ?? lines.label(name, at: index).map { LogRecord.Field(name, $0) }
      }
    }
    return found.prefix(40).map {
      (glyphs.text($0.name, limit: 40), glyphs.text($0.value, limit: 200))
    }
  }

  private func timeTexts(_ time: Instant) -> (time: DisplayText, fraction: DisplayText) {
    let thousandths = Int(((time.milliseconds % 1_000) + 1_000) % 1_000)
    let fraction = DisplayText("." + String(1_000 + thousandths).dropFirst())
    switch timeFormat {
    case .local: return (DisplayText(calendar.time(time)), fraction)
    case .utc: return (DisplayText(Calendar(.utc).time(time)), fraction)
    case .relative: return (DisplayText((now - time).ageText, limit: 8), .empty)
    case .off: return (.empty, .empty)
    }
  }

  /// The name of what wrote the lines of a stream.
  package static func service(_ labels: Labels) -> String {
    let names = ["service_name", "service", "app", "container", "job"]
    return names.lazy.compactMap { labels[$0] }.first { $0 != "unknown_service" } ?? ""
  }
}
