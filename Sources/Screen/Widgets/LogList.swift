package import Cells
package import Text

/// Log lines, each a row: time, level, service, message, and dim what stands beside it. Only the
/// rows in sight are asked for.
package struct LogList: Widget {
  package enum Level: Hashable, Sendable { case critical, error, warning, info, debug, trace }

  package struct Row: Hashable, Sendable {
    /// `14:32:11` and `.123`; both empty where times are not shown.
    package var time: DisplayText
    package var fraction: DisplayText
    package var level: Level?
    package var service: DisplayText
    package var message: DisplayText
    /// The message in several styles, drawn in its place: colours of its own, what was searched.
    package var styled: Line?
    package var fields: [(name: DisplayText, value: DisplayText)]
    /// Lines that this one stands for.
    package var count: Int

    package init(
      time: DisplayText = .empty, fraction: DisplayText = .empty, level: Level? = nil,
      service: DisplayText = .empty, message: DisplayText, styled: Line? = nil,
      fields: [(name: DisplayText, value: DisplayText)] = [], count: Int = 1
    ) {
      self.time = time
      self.fraction = fraction
      self.level = level
      self.service = service
      self.message = message
      self.styled = styled
      self.fields = fields
      self.count = count
    }

    package static func == (left: Row, right: Row) -> Bool {
      left.time == right.time && left.fraction == right.fraction && left.level == right.level
        && left.service == right.service && left.message == right.message
        && left.styled == right.styled && left.count == right.count
        && left.fields.elementsEqual(right.fields, by: ==)
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(time)
      hasher.combine(message)
      hasher.combine(count)
    }
  }

  package var rowCount: Int
  /// The row at a place below `rowCount`.
  package var row: @Sendable (Int) -> Row
  /// The columns that the services need.
  package var serviceWidth: Int
  package var showsTime: Bool
  /// Long lines go on in rows below.
  package var wraps: Bool
  /// A row that is in sight.
  package var selection: Int?
  /// The selection is lit; else it is only kept in sight.
  package var marksSelection = true
  package var scroll: Int
  package var glyphs: GlyphSet

  package init(
    rowCount: Int, serviceWidth: Int = 0, showsTime: Bool = true, wraps: Bool = false,
    selection: Int? = nil, scroll: Int = 0, glyphs: GlyphSet = .full,
    row: @escaping @Sendable (Int) -> Row
  ) {
    self.rowCount = max(0, rowCount)
    self.serviceWidth = serviceWidth
    self.showsTime = showsTime
    self.wraps = wraps
    self.selection = selection
    self.scroll = scroll
    self.glyphs = glyphs
    self.row = row
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, rowCount > 0 else { return }
    let columns = Columns(self, width: area.width)
    var y = area.y
    for index in firstRow(columns, room: area.height)..<rowCount {
      guard y < area.maxY else { break }
      let row = row(index)
      let lines = Array(texts(of: row, columns).prefix(area.maxY - y))
      draw(row, lines, columns, at: y, in: area, into: &buffer)
      if marksSelection, index == selected {
        let chosen = Rect(x: area.x, y: y, width: area.width, height: lines.count)
        buffer.restyle(chosen) { style in
          if style.background == Ink(.background) { style.background = Ink(.raised) }
        }
      }
      y += lines.count
    }
  }

  private var selected: Int? { selection.map { max(0, min($0, rowCount - 1)) } }

  /// The first row in sight: the selection is always among them.
  private func firstRow(_ columns: Columns, room: Int) -> Int {
    var first = max(0, min(scroll, rowCount - (wraps ? 1 : room)))
    guard let selected else { return first }
    first = min(first, selected)
    guard wraps else { return max(first, selected - room + 1) }
    var (used, place) = (0, selected)
    while place >= first {
      used += texts(of: row(place), columns).count
      if used > room { return min(selected, place + 1) }
      place -= 1
    }
    return first
  }

  private func draw(
    _ row: Row, _ lines: [Line], _ columns: Columns, at y: Int, in area: Rect,
    into buffer: inout Buffer
  ) {
    if columns.time > 0 {
      let time = row.time.dropping(columns.dropsHour ? 3 : 0)
      let used = buffer.write(time, x: area.x, y: y, style: .dim, limit: columns.time)
      if columns.hasFraction {
        buffer.write(
          row.fraction, x: area.x + used, y: y, style: Style(.faint), limit: columns.time - used)
      }
    }
    if columns.level > 0, let level = row.level {
      let text = columns.level > 1 ? glyphs.sign(of: level) + " " + level.word : level.letter
      buffer.write(
        text, x: area.x + columns.levelStart, y: y,
        style: level.style, limit: columns.level)
    }
    if columns.service > 0 {
      let service = row.service.truncated(to: columns.service, mark: glyphs.ellipsis)
      buffer.write(
        service, x: area.x + columns.serviceStart, y: y, style: Style(.info), limit: columns.service
      )
    }
    for (place, line) in lines.enumerated() {
      buffer.write(
        line, x: area.x + columns.messageStart, y: y + place, limit: columns.message,
        mark: glyphs.ellipsis)
    }
  }

  /// The most rows that one line takes.
  private static let mostRows = 20

  /// The message and what stands beside it, in one row or wrapped.
  private func texts(of row: Row, _ columns: Columns) -> [Line] {
    var line = row.styled ?? Line(row.message, .text)
    if row.count > 1 { line = Line(DisplayText("×\(row.count) "), .title) + line }
    if columns.hasFields || wraps {
      for field in row.fields {
        line = line + Line("  " + field.name + "=", .dim) + Line(field.value, .dim)
      }
    }
    guard wraps, columns.message > 0 else { return [line] }
    var lines: [Line] = []
    while lines.count < Self.mostRows, !line.isEmpty {
      let head = line.prefix(columns.message)
      lines.append(head)
      // A wide character that does not fit goes into the next row.
      line = line.dropping(max(1, head.width))
    }
    return lines.isEmpty ? [Line()] : lines
  }
}

extension LogList {
  /// Where the parts of rows stand; what is given up first where there is little room: fields,
  /// service, the hour, the word of the level.
  fileprivate struct Columns {
    var time = 0
    var hasFraction = false
    var dropsHour = false
    var levelStart = 0
    var level = 0
    var serviceStart = 0
    var service = 0
    var messageStart = 0
    var message = 0
    var hasFields: Bool

    init(_ list: LogList, width: Int) {
      hasFields = width >= 44
      if list.showsTime, width >= 24 {
        hasFraction = width >= 100
        dropsHour = width < 40
        time = dropsHour ? 5 : hasFraction ? 12 : 8
      }
      levelStart = time > 0 ? time + 2 : 0
      level = width >= 70 ? 7 : width >= 16 ? 1 : 0
      serviceStart = levelStart + (level > 0 ? level + 1 : 0)
      service = width >= 50 ? min(list.serviceWidth, width / 5) : 0
      messageStart = serviceStart + (service > 0 ? service + 2 : 0)
      message = max(0, width - messageStart)
    }
  }
}

extension LogList.Level: Comparable {
  package static func < (left: LogList.Level, right: LogList.Level) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .trace: 0
    case .debug: 1
    case .info: 2
    case .warning: 3
    case .error: 4
    case .critical: 5
    }
  }

  var word: DisplayText {
    switch self {
    case .critical: "FATAL"
    case .error: "ERROR"
    case .warning: "WARN"
    case .info: "INFO"
    case .debug: "DEBUG"
    case .trace: "TRACE"
    }
  }

  var letter: DisplayText { word.prefix(1) }

  /// Only trouble has colour.
  var style: Style {
    switch self {
    case .critical: Style(.critical, .bold)
    case .error: Style(.critical)
    case .warning: Style(.warning)
    case .info, .debug, .trace: .dim
    }
  }
}

extension Line {
  fileprivate func prefix(_ columns: Int) -> Line {
    var rest = columns
    var head = Line()
    for span in spans where rest > 0 {
      let text = span.text.prefix(rest)
      head.spans.append(StyledText(text, span.style))
      rest = text.width < span.text.width ? 0 : rest - text.width
    }
    return head
  }

  fileprivate func dropping(_ columns: Int) -> Line {
    var rest = columns
    var tail = Line()
    for span in spans {
      let text = rest > 0 ? span.text.dropping(rest) : span.text
      rest -= span.text.width - text.width
      if !text.isEmpty { tail.spans.append(StyledText(text, span.style)) }
    }
    return tail
  }
}

extension GlyphSet {
  func sign(of level: LogList.Level) -> DisplayText {
    switch level {
    case .critical, .error: sign(of: Severity.critical)
    case .warning: sign(of: Severity.warning)
    case .info: isASCII ? "i" : "●"
    case .debug, .trace: isASCII ? "." : "·"
    }
  }
}
