import Cells
import Text

extension StateTimeline {
  /// The columns that a stretch owns.
  private struct Run {
    var stretch: Int
    var columns: Range<Int>
  }

  func draw(_ row: Row, in bar: Rect, textAt middle: Int, into buffer: inout Buffer) {
    guard !bar.isEmpty else { return }
    for run in runs(of: row, width: bar.width) {
      let state = row.stretches[run.stretch].state
      guard states.indices.contains(state) else { continue }
      var columns = run.columns
      // A free column tells cells apart that are wide enough to spare it.
      if isSpaced, columns.count > 2 { columns = columns.lowerBound..<columns.upperBound - 1 }
      let place = Rect(
        x: bar.x + columns.lowerBound, y: bar.y, width: columns.count, height: bar.height)
      buffer.fill(place, with: cell(of: state))
      write(states[state].text, in: place, y: middle, over: cell(of: state), into: &buffer)
    }
  }

  private func write(
    _ text: DisplayText, in place: Rect, y: Int, over cell: Cell, into buffer: inout Buffer
  ) {
    guard texts != .never, !text.isEmpty, place.width >= 1 else { return }
    // Free columns beside the text where there are any, so that it stands off the pattern.
    let isRoomy = place.width >= text.width + 2
    guard texts == .always || text.width <= place.width else { return }
    let words = isRoomy ? " " + text + " " : text.truncated(to: place.width, mark: glyphs.ellipsis)
    let x =
      switch alignment {
      case .left: place.x
      case .center: place.x + (place.width - words.width) / 2
      case .right: place.maxX - words.width
      }
    buffer.write(
      words, x: x, y: y, style: Style(Ink(.bright), on: cell.style.background),
      limit: place.maxX - x)
  }

  /// Who owns each column: the worst state in it, so that a short failure is seen; among equals
  /// the one that lasts longest there.
  private func runs(of row: Row, width: Int) -> [Run] {
    var owners = [Int](repeating: -1, count: width)
    var weights = [Double](repeating: -1, count: width)
    for (index, stretch) in row.stretches.enumerated() {
      guard stretch.to >= 0, stretch.from <= 1, stretch.from <= stretch.to else { continue }
      let (from, to) = (max(0, stretch.from) * Double(width), min(1, stretch.to) * Double(width))
      let first = min(width - 1, Int(from))
      let last = max(first, min(width - 1, Int(to.rounded(.up)) - 1))
      let severity =
        states.indices.contains(stretch.state) ? states[stretch.state].severity?.rawValue ?? 0 : 0
      for column in first...last {
        let covered = max(0, min(to, Double(column + 1)) - max(from, Double(column)))
        let weight = Double(severity) * 2 + covered
        if weight > weights[column] { (owners[column], weights[column]) = (index, weight) }
      }
    }
    var runs: [Run] = []
    for (column, owner) in owners.enumerated() where owner >= 0 {
      if let last = runs.last, last.stretch == owner, last.columns.upperBound == column {
        runs[runs.count - 1].columns = last.columns.lowerBound..<column + 1
      } else {
        runs.append(Run(stretch: owner, columns: column..<column + 1))
      }
    }
    return runs
  }

  /// How a state fills its cells: a tint of its colour, under a pattern that tells it from others
  /// where there are no colours.
  func cell(of state: Int) -> Cell {
    guard states.indices.contains(state) else { return Cell() }
    let ink = states[state].ink
    return Cell(pattern(of: state), Style(ink.tinted(52), on: ink.tinted(40)))
  }

  private func pattern(of state: Int) -> Glyph {
    switch states[state].severity {
    case .critical: return glyphs.isASCII ? "#" : "▓"
    case .warning: return glyphs.isASCII ? "=" : "▒"
    case nil: break
    }
    let calm = states[..<state].count { $0.severity == nil }
    let patterns: [Glyph] =
      glyphs.isASCII ? ["-", ".", ":", "_", "~"] : ["░", "─", "╌", "·", "═"]
    return patterns[calm % patterns.count]
  }
}
