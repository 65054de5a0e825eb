import Cells
import Dashboards
import JSON
import Panels
import Text
import Widgets

// Panels to files and to the clipboard.
extension State {
  var writeDialog: WriteDialog? {
    get { if case .write(let dialog) = overlay { dialog } else { nil } }
    set { overlay = newValue.map { .write($0) } }
  }

  mutating func openWriteDialog() {
    guard let panel = focusedPanel else { return }
    let name = Export.csv.fileName(title: panel.title, at: now, settings.calendar)
    writeDialog = WriteDialog(panel: panel.id, path: name)
  }

  /// A key in the dialog: its commands first, else it is written into the path.
  mutating func press(_ key: Key, in dialog: WriteDialog) -> [Effect] {
    if let command = keys.command(for: key, in: [.write]) { return perform(command) }
    writeDialog?.edit(key)
    return []
  }

  mutating func turnWriteFormat(by offset: Int) { writeDialog?.turn(by: offset) }

  /// Writes what the dialog says; what is there already is replaced only when Enter comes twice.
  mutating func takeWriteDialog() -> [Effect] {
    guard let dialog = writeDialog else { return [] }
    let path = dialog.path.text
    guard !path.allSatisfy(\.isWhitespace) else {
      writeDialog?.problem = "a name is missing"
      return []
    }
    guard let content = fileContent(of: dialog) else {
      writeDialog?.problem = "the panel has no data"
      return []
    }
    return [
      .write(FileWrite(path: path, content: content, overwrites: dialog.confirmed == path))
    ]
  }

  private func fileContent(of dialog: WriteDialog) -> FileWrite.Content? {
    guard let content = content(of: dialog.panel) else { return nil }
    let frames = content.frames.map(\.withLinesAsFields)
    switch dialog.format {
    case .csv:
      guard !frames.isEmpty else { return nil }
      return .bytes(Array(Export.csv(of: frames, settings.calendar).utf8))
    case .json:
      guard !frames.isEmpty else { return nil }
      return .bytes(Array((Export.json(of: frames).text(indent: 2) + "\n").utf8))
    case .text where content.frames.contains { $0.lines != nil }:
      let lines = PanelView.logLines(content).map { $0 + [UInt8(ascii: "\n")] }
      return .bytes(Array(lines.joined()))
    case .text: return .bytes(Array(picture(of: content).text().utf8))
    case .svg: return .picture(picture(of: content))
    }
  }

  /// The panel alone, as large as it is on the screen.
  func picture(of content: PanelContent) -> Buffer {
    let place = placements.first { $0.panelID == content.panel.id }
    var content = content
    content.isFocused = false
    var buffer = Buffer(width: place?.width ?? width, height: place?.height ?? height)
    PanelView.box(for: content, width: buffer.area.width, height: buffer.area.height)
      .render(in: buffer.area, into: &buffer)
    return glyphs.isASCII ? buffer.inASCII : buffer
  }

  mutating func apply(_ failure: FileWrite.Failure?, to file: FileWrite) -> [Effect] {
    switch failure {
    case nil:
      if writeDialog?.path.text == file.path { overlay = nil }
      notice = "written to \(file.path)"
      return [.log(.info, "written to \(file.path)")]
    case .exists:
      if writeDialog?.path.text == file.path {
        writeDialog?.confirmed = file.path
        writeDialog?.problem = "it is there already; Enter replaces it"
      } else {
        notice = "\(file.path) is there already"
      }
    case .failed(let reason):
      if writeDialog == nil { notice = reason } else { writeDialog?.problem = reason }
    }
    return []
  }

  func draw(_ dialog: WriteDialog, into buffer: inout Buffer) {
    let title = currentView.dashboard.panel(id: dialog.panel)?.title ?? ""
    let formats = Export.allCases.reduce(Line("as     ", .dim)) { line, format in
      let isChosen = format == dialog.format
      return line
        + Line(
          DisplayText(" \(format.rawValue) "),
          isChosen ? Style(Ink(.bright), on: Ink(.raised), .bold) : .dim) + Line(" ")
    }
    let room = max(8, min(76, width) - 6 - 7)
    let path = FieldLine(dialog.path).line(width: room)
    let problem = dialog.problem.map { Line(DisplayText($0, limit: 300), Style(.warning)) }
    let lines = [
      formats, Line(), Line("to     ", .dim) + path, Line("       ") + (problem ?? Line()), Line(),
      keyLine([(.take, "write"), (.nextSection, "format"), (.back, "leave")], in: .write),
    ]
    Dialog(title: DisplayText("Write \(title)", limit: 50), lines: lines, glyphs: glyphs)
      .render(in: buffer.area, into: &buffer)
  }

  /// Keys with their words, as at the foot of a dialog.
  func keyLine(_ entries: [(Command, DisplayText)], in scope: KeyMap.Scope) -> Line {
    entries.reduce(Line()) { line, entry in
      guard let key = keys.key(for: entry.0, in: scope) else { return line }
      return line + Line(line.isEmpty ? .empty : "   ")
        + Line(DisplayText(key.title), Style(.text, .bold)) + Line(" " + entry.1, .dim)
    }
  }

  /// Puts the row under the cursor on the clipboard, or the panel's current values.
  mutating func copy() -> [Effect] {
    guard let content = currentView.focus.flatMap({ content(of: $0) }) else { return [] }
    var (text, what) = copied(of: content)
    guard !text.isEmpty else {
      notice = "nothing to copy"
      return []
    }
    if text.utf8.count > Self.copyLimit {
      text = String(decoding: text.utf8.prefix(Self.copyLimit), as: UTF8.self)
      what += ", cut at \(Self.copyLimit / 1000) KB"
    }
    notice = "copied \(what)"
    return [.copy(text)]
  }

  /// Terminals take no more of a clipboard.
  private static let copyLimit = 100_000

  private func copied(of content: PanelContent) -> (text: String, what: String) {
    if let row = content.selection, let values = PanelView.rowValues(content, at: row) {
      return (values.joined(separator: "\t"), "row \(row + 1)")
    }
    if content.frames.contains(where: { $0.lines != nil }) {
      let lines = PanelView.logLines(content).map { String(decoding: $0, as: UTF8.self) }
      if let row = content.selection, lines.indices.contains(row) {
        return (lines[row], "line \(row + 1)")
      }
      return (
        lines.joined(separator: "\n"), lines.count == 1 ? "1 line" : "\(lines.count) lines"
      )
    }
    let values = PanelSummary(content).lines
    return (
      values.joined(separator: "\n"), values.count == 1 ? "1 value" : "\(values.count) values"
    )
  }
}
