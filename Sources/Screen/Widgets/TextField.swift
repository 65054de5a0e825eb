package import Cells

/// A text of one or several lines that is being written, and the place of the cursor in it.
package struct TextField: Hashable, Sendable {
  package private(set) var characters: [Character]
  /// Between 0, before the first character, and their count.
  package private(set) var cursor: Int
  /// Line ends stay; else they become spaces.
  package let hasLines: Bool

  /// As long as a query may be.
  private static let limit = 20_000

  package init(_ text: String = "", hasLines: Bool = false) {
    self.hasLines = hasLines
    characters = []
    cursor = 0
    insert(text)
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }

  /// The text before the cursor.
  package var before: String { String(characters[..<cursor]) }

  /// Does what a key does in a text; false when it does nothing there.
  package mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let text): insert(text)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .alt("b"): cursor = wordStart
    case .alt("f"): cursor = wordEnd
    case .home, .control("a"): cursor = lineStart
    case .end, .control("e"): cursor = lineEnd
    case .backspace: delete(from: max(0, cursor - 1), to: cursor)
    case .delete, .control("d"): delete(from: cursor, to: min(characters.count, cursor + 1))
    case .control("u"): delete(from: lineStart, to: cursor)
    case .control("k"): delete(from: cursor, to: lineEnd)
    case .control("w"), .alt("\u{7f}"): delete(from: wordStart, to: cursor)
    case .alt("d"): delete(from: cursor, to: wordEnd)
    default: return false
    }
    return true
  }

  /// Moves the cursor to the line above or below; false at the first and the last.
  package mutating func moveLine(down: Bool) -> Bool {
    let column = cursor - lineStart
    if down {
      guard lineEnd < characters.count else { return false }
      cursor = lineEnd + 1
    } else {
      guard lineStart > 0 else { return false }
      cursor = lineStart - 1
      cursor = lineStart
    }
    cursor = min(cursor + column, lineEnd)
    return true
  }

  /// Puts a text at the cursor, which then stands behind it.
  package mutating func insert(_ text: String) {
    let clean = text.compactMap { character -> Character? in
      if character.isNewline { return hasLines ? "\n" : " " }
      if character == "\t" { return " " }
      return character.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
        ? character : nil
    }
    let added = clean.prefix(max(0, Self.limit - characters.count))
    characters.insert(contentsOf: added, at: cursor)
    cursor += added.count
  }

  /// Puts a text in the place of the bytes of a range, counted in UTF-8; the cursor stands behind.
  package mutating func replace(bytes range: Range<Int>, with text: String) {
    let start = place(ofByte: range.lowerBound)
    let end = max(start, place(ofByte: range.upperBound))
    delete(from: start, to: end)
    insert(text)
  }

  /// The characters that a byte of the UTF-8 text has before it.
  package func place(ofByte offset: Int) -> Int {
    var bytes = 0
    for (place, character) in characters.enumerated() {
      if bytes >= offset { return place }
      bytes += character.utf8.count
    }
    return characters.count
  }

  /// The cursor's place in the UTF-8 text.
  package var cursorByte: Int { characters[..<cursor].reduce(0) { $0 + $1.utf8.count } }

  private mutating func delete(from start: Int, to end: Int) {
    characters.removeSubrange(start..<end)
    cursor = start
  }

  private var lineStart: Int {
    (characters[..<cursor].lastIndex(of: "\n") ?? -1) + 1
  }

  private var lineEnd: Int {
    characters[cursor...].firstIndex(of: "\n") ?? characters.count
  }

  /// Where the word before the cursor begins, what stands between left out.
  private var wordStart: Int {
    var place = cursor
    while place > 0, !characters[place - 1].isWordPart { place -= 1 }
    while place > 0, characters[place - 1].isWordPart { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < characters.count, !characters[place].isWordPart { place += 1 }
    while place < characters.count, characters[place].isWordPart { place += 1 }
    return place
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" || self == ":" }
}
