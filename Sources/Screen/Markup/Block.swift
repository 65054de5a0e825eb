import Cells

/// A piece of a text as it stands below the others.
indirect enum Block {
  /// An empty row between two others.
  case blank
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  case code([String])
  case rule
  case quote([Block])
  /// An item of a list behind its mark: a bullet, `3.`, `[x]`.
  case item(mark: String, [Block])
  case table(MarkdownTable)
}

/// A run of text in one style; raw.
struct Inline {
  var text: String
  var style: Style
  /// A new row begins after it.
  var breaks = false
}

/// Rows of cells below a head.
struct MarkdownTable {
  enum Alignment { case leading, center, trailing }

  var head: [[Inline]]
  var rows: [[[Inline]]]
  var alignments: [Alignment]
}
