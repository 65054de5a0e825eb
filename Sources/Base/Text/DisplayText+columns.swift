extension DisplayText {
  /// Where a text loses what does not fit.
  package enum Cut: Hashable, Sendable { case start, middle, end }

  /// Where a text stands in a wider field.
  package enum Alignment: Hashable, Sendable { case leading, center, trailing }

  /// The text in at most so many columns, with a mark where something is missing.
  package func truncated(
    to columns: Int, mark: DisplayText = "…", at cut: Cut = .end
  ) -> DisplayText {
    guard width > columns else { return self }
    guard columns > mark.width else { return mark.prefix(columns) }
    let room = columns - mark.width
    return switch cut {
    case .end: prefix(room) + mark
    case .start: mark + suffix(room)
    case .middle: prefix(room - room / 2) + mark + suffix(room / 2)
    }
  }

  /// The text with spaces up to so many columns; a wider one is left as it is.
  package func padded(to columns: Int, _ alignment: Alignment = .leading) -> DisplayText {
    guard columns > width else { return self }
    let missing = columns - width
    let before =
      switch alignment {
      case .leading: 0
      case .center: missing / 2
      case .trailing: missing
      }
    let spaces = String(repeating: " ", count: before)
    let more = String(repeating: " ", count: missing - before)
    return DisplayText(clean: spaces + string + more, width: columns)
  }

  /// The text in exactly so many columns.
  package func fitted(
    to columns: Int, mark: DisplayText = "…", _ alignment: Alignment = .leading
  ) -> DisplayText {
    truncated(to: columns, mark: mark).padded(to: columns, alignment)
  }

  /// The glyphs that fit in the first columns.
  package func prefix(_ columns: Int) -> DisplayText {
    guard columns > 0 else { return .empty }
    guard columns < width else { return self }
    if isASCII {
      return DisplayText(clean: String(string.unicodeScalars.prefix(columns)), width: columns)
    }
    var bytes: [UInt8] = []
    var used = 0
    for glyph in glyphs {
      guard used + glyph.width <= columns else { break }
      glyph.append(to: &bytes)
      used += glyph.width
    }
    return DisplayText(clean: String(decoding: bytes, as: UTF8.self), width: used)
  }

  /// The glyphs that fit in the last columns.
  package func suffix(_ columns: Int) -> DisplayText {
    columns > 0 ? dropping(width - columns) : .empty
  }

  /// The text without its first columns. A glyph of two columns that begins in them goes whole.
  package func dropping(_ columns: Int) -> DisplayText {
    guard columns > 0 else { return self }
    guard columns < width else { return .empty }
    if isASCII {
      let rest = string.unicodeScalars.dropFirst(columns)
      return DisplayText(clean: String(rest), width: width - columns)
    }
    var skipped = 0
    var rest = glyphs
    while skipped < columns, let glyph = rest.next() { skipped += glyph.width }
    return DisplayText(rest)
  }
}
