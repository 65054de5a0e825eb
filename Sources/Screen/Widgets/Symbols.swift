package import Cells
package import Text

/// How bad a value is: each has a glyph and a role, so that colour is never alone.
package enum Severity: Int, Hashable, Comparable, Sendable {
  case warning = 1, critical

  package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  package var role: Role { self == .warning ? .warning : .critical }
}

// The glyphs of look and feel, for what a terminal can draw.
extension GlyphSet {
  package var isASCII: Bool { self == .ascii }

  package var rule: Glyph { isASCII ? "-" : "─" }
  package var focusRule: Glyph { isASCII ? "=" : "━" }
  package var gridLine: Glyph { isASCII ? "." : "┈" }
  package var threshold: Glyph { isASCII ? "-" : "╌" }
  package var verticalThreshold: Glyph { isASCII ? "|" : "│" }
  package var seriesMark: Glyph { isASCII ? "=" : "━" }
  package var stackMark: Glyph { isASCII ? "#" : "■" }
  package var pointMark: Glyph { isASCII ? "*" : "•" }
  package var ellipsis: DisplayText { isASCII ? "~" : "…" }
  package var missing: DisplayText { isASCII ? "-" : "—" }
  package var dot: DisplayText { isASCII ? "*" : "●" }
  package var failed: DisplayText { isASCII ? "x" : "✗" }
  package var stale: DisplayText { isASCII ? "@" : "◷" }
  /// Of what somebody looks after.
  package var held: DisplayText { isASCII ? "o" : "○" }
  package var pending: DisplayText { isASCII ? "?" : "◌" }
  package var arrow: DisplayText { isASCII ? ">" : "→" }
  package var down: DisplayText { isASCII ? "v" : "▾" }
  /// The mark of a row that is closed; `down` is that of an open one.
  package var folded: DisplayText { isASCII ? ">" : "▸" }
  package var below: DisplayText { isASCII ? "v" : "↓" }

  /// Raw text in so many columns; where it is cut, this set's mark says so.
  package func text(_ raw: some StringProtocol, limit columns: Int) -> DisplayText {
    DisplayText(raw, limit: columns, mark: ellipsis)
  }

  package func sign(of severity: Severity) -> DisplayText {
    switch (severity, isASCII) {
    case (.critical, false): "◆"
    case (.critical, true): "X"
    case (.warning, false): "▲"
    case (.warning, true): "!"
    }
  }

  /// Heights from one eighth of a cell to the whole of it.
  package var levels: [Glyph] {
    isASCII
      ? [".", ":", "-", "=", "+", "*", "#", "#"] : ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  }
}
