/// A place in a text where a variable stands: `$name`, `${name}`, `${name:format}`,
/// `${name.field}`, `[[name]]`, `[[name:format]]`.
package struct VariableReference: Hashable, Sendable {
  package var name: String
  /// The path behind the first point: `login` of `${__user.login}`.
  package var field: String?
  /// What stands after the colon, its arguments included: `date:YYYY-MM`.
  package var format: String?
  /// As it was written, for a name that nobody knows.
  package var text: String
}

/// A text taken apart at its references, once, in time linear in its length.
package struct VariableText: Hashable, Sendable {
  package enum Piece: Hashable, Sendable {
    case text(String)
    case reference(VariableReference)
  }

  package var pieces: [Piece] = []

  package init(_ text: String) {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "[") }) else {
      if !text.isEmpty { pieces = [.text(text)] }
      return
    }
    var scanner = Scanner(bytes: Array(text.utf8))
    pieces = scanner.pieces()
  }

  package var references: [VariableReference] {
    pieces.compactMap { if case .reference(let reference) = $0 { reference } else { nil } }
  }

  /// The names that a text refers to.
  package static func names(in text: String) -> Set<String> {
    Set(VariableText(text).references.map(\.name))
  }
}

/// Reads references from bytes. Each closing mark is looked for once: ten thousand openings that
/// none closes cost no more than the text is long.
private struct Scanner {
  let bytes: [UInt8]
  private var brace = Finder(mark: [UInt8(ascii: "}")])
  private var brackets = Finder(mark: [UInt8(ascii: "]"), UInt8(ascii: "]")])
  private var circumflex = Finder(mark: [UInt8(ascii: "^")])
  private var colon = Finder(mark: [UInt8(ascii: ":")])

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func pieces() -> [VariableText.Piece] {
    var pieces: [VariableText.Piece] = []
    var start = 0
    var place = 0
    while place < bytes.count {
      guard let (reference, end) = reference(at: place) else {
        place += 1
        continue
      }
      if start < place { pieces.append(.text(text(start..<place))) }
      pieces.append(.reference(reference))
      (start, place) = (end, end)
    }
    if start < bytes.count { pieces.append(.text(text(start..<bytes.count))) }
    return pieces
  }

  private mutating func reference(at place: Int) -> (VariableReference, end: Int)? {
    switch (bytes[place], place + 1 < bytes.count ? bytes[place + 1] : 0) {
    case (UInt8(ascii: "$"), UInt8(ascii: "{")): return braced(at: place)
    case (UInt8(ascii: "["), UInt8(ascii: "[")): return bracketed(at: place)
    case (UInt8(ascii: "$"), _):
      let end = endOfName(from: place + 1)
      guard end > place + 1 else { return nil }
      return (
        VariableReference(name: text(place + 1..<end), text: text(place..<end)), end
      )
    default: return nil
    }
  }

  /// `${name}`, `${name.field}`, `${name:format}`, `${name.field:format}`.
  private mutating func braced(at place: Int) -> (VariableReference, end: Int)? {
    let nameEnd = endOfName(from: place + 2)
    guard nameEnd > place + 2, nameEnd < bytes.count,
      let close = brace.first(in: bytes, from: nameEnd)
    else { return nil }
    var reference = VariableReference(
      name: text(place + 2..<nameEnd), text: text(place..<close + 1))
    var next = nameEnd
    if bytes[next] == UInt8(ascii: ".") {
      let end = min(close, colon.first(in: bytes, from: next) ?? close)
      if let stop = circumflex.first(in: bytes, from: next), stop < end { return nil }
      guard end > next + 1 else { return nil }
      reference.field = text(next + 1..<end)
      next = end
    }
    if bytes[next] == UInt8(ascii: ":") {
      guard close > next + 1 else { return nil }
      reference.format = text(next + 1..<close)
      next = close
    }
    return next == close ? (reference, close + 1) : nil
  }

  /// `[[name]]`, `[[name:format]]`.
  private mutating func bracketed(at place: Int) -> (VariableReference, end: Int)? {
    let nameEnd = endOfName(from: place + 2)
    guard nameEnd > place + 2, nameEnd < bytes.count,
      let close = brackets.first(in: bytes, from: nameEnd)
    else { return nil }
    var reference = VariableReference(
      name: text(place + 2..<nameEnd), text: text(place..<close + 2))
    if bytes[nameEnd] == UInt8(ascii: ":"), close > nameEnd + 1 {
      reference.format = text(nameEnd + 1..<close)
    } else if nameEnd != close {
      return nil
    }
    return (reference, close + 2)
  }

  private func endOfName(from start: Int) -> Int {
    bytes[min(start, bytes.count)...].firstIndex { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        false
      default: true
      }
    } ?? bytes.count
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

/// Finds the next mark at or after places that only grow, and remembers it.
private struct Finder {
  let mark: [UInt8]
  private var found: Int?
  private var searched = 0

  init(mark: [UInt8]) { self.mark = mark }

  mutating func first(in bytes: [UInt8], from start: Int) -> Int? {
    if let found, found >= start { return found }
    searched = max(searched, start)
    found = nil
    while searched + mark.count <= bytes.count {
      defer { searched += 1 }
      if bytes[searched] == mark[0], mark.count == 1 || bytes[searched + 1] == mark[1] {
        found = searched
        return searched
      }
    }
    return nil
  }
}
