import Cells
import Text
import Traces
import Widgets

extension TracesView {
  /// Where the spans leave room, the chosen one is told below them without being asked for.
  func preview(_ outline: TraceOutline, in area: Rect) -> (spans: Rect, details: Rect)? {
    let used = max(outline.visible.count + 3, 8)
    guard area.height - used >= 10 else { return nil }
    let (spans, details) = area.split(top: used)
    return (spans, details)
  }

  func drawPreview(
    _ outline: TraceOutline, _ top: OpenTrace, in area: Rect, into buffer: inout Buffer
  ) {
    guard outline.visible.indices.contains(top.selection) else { return }
    let span = outline.trace.spans[outline.tree.rows[outline.visible[top.selection]].span]
    let glyphs = surroundings.glyphs
    let width = TextColumns.columnWidth(in: area.width)
    let lines = detailLines(outline, top, width: width)
    PanelBox(
      title: glyphs.text(span.name.isEmpty ? "(no name)" : span.name, limit: 200),
      subtitle: glyphs.text(outline.trace.service(of: span), limit: 60), glyphs: glyphs,
      content: TextColumns(Array(lines.dropFirst()), glyphs: glyphs)
    ).render(in: area, into: &buffer)
  }
}
