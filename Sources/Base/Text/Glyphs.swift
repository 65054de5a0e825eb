import CUnicode

/// The glyphs of a text from outside: the sanitiser, one step at a time.
///
/// Every terminal must agree with us about columns, and they disagree about joined emoji. So what
/// they join differently is drawn as its first part: of `woman ZWJ laptop` the woman, of a hand
/// with a skin tone the hand, of a heart with U+FE0F the heart; a flag is drawn as its two
/// letters. What can't be drawn at all gets a stand-in of its own: control pictures for C0, `⏎`
/// for line ends, a space for the tab, `◌` under a mark without a base, U+FFFD for the rest.
package struct Glyphs: Sequence, IteratorProtocol, Sendable {
  private var scalars: String.UnicodeScalarView.Iterator
  private var pending: Unicode.Scalar?
  /// Whether the glyph before this one has all the marks that it may bear.
  private var isOverfull = false

  package init(_ raw: String) {
    scalars = raw.unicodeScalars.makeIterator()
    pending = scalars.next()
  }

  package mutating func next() -> Glyph? {
    guard let scalar = take() else { return nil }
    let value = scalar.value
    if value < 0x7f, value >= 0x20 {
      return marked(Glyph(base: value, isWide: false), after: value)
    }
    switch hune_class_of(value) {
    case .narrow:
      // A flag is two regional indicators: their letters are as wide in every terminal.
      let base = isRegionalIndicator(value) ? value - 0x1f1e6 + 0x41 : value
      return marked(Glyph(base: base, isWide: false), after: base)
    case .wide:
      let base = isSkinTone(value) ? swatch(for: value) : value
      return marked(Glyph(base: base, isWide: true), after: base)
    case .narrow_picture, .wide_picture:
      let isWide = hune_class_of(value) == .wide_picture
      skipRestOfPicture(value)
      return marked(Glyph(base: value, isWide: isWide), after: value)
    case .space:
      return marked(.space, after: 0x20)
    case .mark:
      if isOverfull { return overflow() }
      return marked(Glyph(base: 0x25cc, isWide: false).marked(value, at: 0), after: value, marks: 1)
    case .jamo:
      return .unknown
    case .stand_in:
      // CR LF ends one line, not two.
      let base = standIn(for: value == 0x0d && pending == "\n" ? lineFeed() : value)
      return marked(Glyph(base: base, isWide: false), after: base)
    }
  }

  private mutating func take() -> Unicode.Scalar? {
    guard let scalar = pending else { return nil }
    pending = scalars.next()
    return scalar
  }

  private mutating func lineFeed() -> UInt32 {
    _ = take()
    return 0x0a
  }

  /// The glyph with the marks that follow it.
  private mutating func marked(_ glyph: Glyph, after base: UInt32, marks: Int = 0) -> Glyph {
    var glyph = glyph
    var count = marks
    var last = base
    isOverfull = false
    // Nothing below U+0300 joins anything.
    while let value = pending?.value, value >= 0x300 {
      if isVariationSelector(value), last == base {
        last = value
      } else if joins(value, to: last) {
        guard count < Glyph.mostMarks else {
          isOverfull = true
          break
        }
        glyph = glyph.marked(value, at: count)
        count += 1
        last = value
      } else {
        break
      }
      _ = take()
    }
    return glyph
  }

  /// One stand-in for all the marks that a glyph has no room for.
  private mutating func overflow() -> Glyph {
    while let value = pending?.value, hune_class_of(value) == .mark { _ = take() }
    return .unknown
  }

  /// Skips what terminals may join to a picture: variation selector, skin tone, the tags of a
  /// black flag, and up to eight more pictures behind U+200D.
  private mutating func skipRestOfPicture(_ base: UInt32) {
    skipDecoration()
    if base == 0x1f3f4 {
      while let value = pending?.value, 0xe0020...0xe007f ~= value { _ = take() }
    }
    for _ in 0..<8 where pending == "\u{200d}" {
      var ahead = scalars
      guard let next = ahead.next() else { return }
      let kind = hune_class_of(next.value)
      guard kind == .wide_picture || kind == .narrow_picture else { return }
      _ = take()
      _ = take()
      skipDecoration()
    }
  }

  private mutating func skipDecoration() {
    if let value = pending?.value, isVariationSelector(value) { _ = take() }
    if let value = pending?.value, isSkinTone(value) { _ = take() }
  }
}

private func isRegionalIndicator(_ value: UInt32) -> Bool { 0x1f1e6...0x1f1ff ~= value }
private func isSkinTone(_ value: UInt32) -> Bool { 0x1f3fb...0x1f3ff ~= value }
private func isVariationSelector(_ value: UInt32) -> Bool {
  0xfe00...0xfe0f ~= value || 0xe0100...0xe01ef ~= value
}

/// A square in the place of a skin tone that stands alone: it would join whatever is before it.
private func swatch(for skinTone: UInt32) -> UInt32 {
  switch skinTone {
  case 0x1f3fb: 0x2b1c
  case 0x1f3ff: 0x2b1b
  default: 0x1f7eb
  }
}

private func standIn(for value: UInt32) -> UInt32 {
  switch value {
  case 0x09: 0x20
  case 0x0a, 0x85, 0x2028, 0x2029: 0x23ce
  case ..<0x20: 0x2400 + value
  case 0x7f: 0x2421
  case 0xad: 0x2d
  default: 0xfffd
  }
}

/// Whether a character is drawn in the cell of the one before it.
private func joins(_ value: UInt32, to last: UInt32) -> Bool {
  switch hune_class_of(value) {
  case .mark: true
  case .jamo: hangulJoins(value, to: last)
  default: false
  }
}

/// Hangul syllables are written as initial, vowel, final; UAX 29 rules GB6 to GB8.
private func hangulJoins(_ jamo: UInt32, to last: UInt32) -> Bool {
  let isVowel = 0x1160...0x11a7 ~= jamo || 0xd7b0...0xd7c6 ~= jamo
  let afterVowel = 0x1160...0x11a7 ~= last || 0xd7b0...0xd7c6 ~= last
  let isSyllable = 0xac00...0xd7a3 ~= last
  let isOpen = isSyllable && (last - 0xac00) % 28 == 0
  if isVowel {
    return 0x1100...0x115e ~= last || 0xa960...0xa97c ~= last || afterVowel || isOpen
  }
  return afterVowel || isSyllable || 0x11a8...0x11ff ~= last || 0xd7cb...0xd7fb ~= last
}
