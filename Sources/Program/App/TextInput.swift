package import Cells

/// A line of text that is being written, and the place of the cursor in it.
package struct TextInput: Hashable, Sendable {
  package private(set) var characters: [Character]
  /// Between 0, before the first character, and their count.
  package private(set) var cursor: Int

  private static let limit = 4096

  package init(_ text: String = "") {
    characters = Array(text.prefix(Self.limit))
    cursor = characters.count
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }

  /// Does what a key does in a line of text; false when it does nothing there.
  package mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert([character])
    case .paste(let text): insert(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .backspace: delete(from: max(0, cursor - 1), to: cursor)
    case .delete, .control("d"): delete(from: cursor, to: min(characters.count, cursor + 1))
    case .control("u"): delete(from: 0, to: cursor)
    case .control("k"): delete(from: cursor, to: characters.count)
    case .control("w"), .alt("\u{7f}"): delete(from: startOfWord, to: cursor)
    default: return false
    }
    return true
  }

  /// Puts a text at the cursor, which then stands behind it.
  package mutating func insert(_ added: [Character]) {
    let added = added.filter { $0.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 } }
      .prefix(max(0, Self.limit - characters.count))
    characters.insert(contentsOf: added, at: cursor)
    cursor += added.count
  }

  private mutating func delete(from start: Int, to end: Int) {
    characters.removeSubrange(start..<end)
    cursor = start
  }

  /// Where the word before the cursor begins, the spaces behind it left out.
  private var startOfWord: Int {
    var place = cursor
    while place > 0, characters[place - 1] == " " { place -= 1 }
    while place > 0, characters[place - 1] != " " { place -= 1 }
    return place
  }
}
