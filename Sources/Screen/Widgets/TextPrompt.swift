package import Cells
package import Text

/// A text that is being written: why it can't be taken, and what may stand at its cursor.
package struct TextPrompt: Hashable, Sendable {
  package var field: TextField
  /// Why the text can't be taken; raw.
  package var problem: String?
  /// The problem is that the text can't be read here; a newer server may.
  package var isUnread = false
  /// The text of which that was said: it is taken all the same.
  private var warned: String?
  /// What may stand at the cursor; raw texts.
  package var candidates: [String] = []
  package var selection: Int?

  package init(_ text: String = "") { field = TextField(text) }

  package var isWarned: Bool { isUnread && warned == field.text }

  /// Goes on among the candidates, from the last to the first.
  package mutating func choose(_ offset: Int) {
    guard !candidates.isEmpty else { return }
    let count = candidates.count
    let next = selection.map { $0 + offset } ?? (offset > 0 ? 0 : count - 1)
    selection = (next % count + count) % count
  }

  /// Whether the text is taken, now that it is meant: without a problem, or when it was said before
  /// that it can't be read here.
  package mutating func submit() -> Bool {
    let isMeant = isWarned
    if isUnread { warned = field.text }
    return problem == nil || isMeant
  }

  /// Of some texts those that fit what is written, the best first, 50 at most.
  package static func candidates(for prefix: String, in texts: [String]) -> [String] {
    let wanted = prefix.lowercased()
    let fitting = texts.filter { $0 != prefix && $0.lowercased().hasPrefix(wanted) }
    let others =
      wanted.isEmpty
      ? []
      : texts.filter { !$0.lowercased().hasPrefix(wanted) && $0.lowercased().contains(wanted) }
    return Array((fitting + others).prefix(50))
  }

  /// A text as it stands between quotation marks.
  package static func escaped(_ text: String) -> String {
    String(text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] })
  }
}

/// A text that is being written at the foot of a screen, with what may be written above it.
package struct PromptBox: Widget {
  package var title: DisplayText
  package var prompt: TextPrompt
  /// Which keys do what, while nothing is wrong.
  package var help: DisplayText
  package var glyphs: GlyphSet

  package init(title: DisplayText, _ prompt: TextPrompt, help: DisplayText, glyphs: GlyphSet) {
    self.title = title
    self.prompt = prompt
    self.help = help
    self.glyphs = glyphs
  }

  /// Draws in the lowest rows of the area.
  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let shown = min(prompt.candidates.count, 8, max(0, area.height - 3))
    let box = area.split(bottom: min(shown + 2, area.height)).bottom
    let ground = Style(Ink(.text), on: Ink(.surface))
    buffer.fill(box, with: Cell(.space, ground))
    let first = max(0, min((prompt.selection ?? 0) - shown + 1, prompt.candidates.count - shown))
    let room = box.width - 2
    for place in 0..<shown {
      let isChosen = first + place == prompt.selection
      let style = isChosen ? Style(Ink(.bright), on: Ink(.raised), .bold) : ground
      let text = glyphs.text(prompt.candidates[first + place], limit: room)
      buffer.write(text.padded(to: min(40, room)), x: box.x + 1, y: box.y + place, style: style)
    }
    let y = box.maxY - 2
    let used = buffer.write(
      title + "  ", x: box.x + 1, y: y, style: Style(Ink(.accent), on: Ink(.surface), .bold),
      limit: box.width / 2)
    let field = FieldLine(prompt.field).line(width: max(1, room - used))
    buffer.write(field, x: box.x + 1 + used, y: y, limit: room - used)
    let problem = prompt.problem.map {
      glyphs.text((prompt.isWarned ? "Enter sends it all the same: " : "") + $0, limit: room)
    }
    buffer.write(
      problem ?? help, x: box.x + 1, y: box.maxY - 1,
      style: Style(Ink(problem == nil ? .dim : .warning), on: Ink(.surface)), limit: room)
  }
}
