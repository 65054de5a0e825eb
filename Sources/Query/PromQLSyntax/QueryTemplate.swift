/// A query of a layout, with variables where parts of it will stand: `rate(x{a="$b"}[$c])`.
package struct QueryTemplate: Hashable, Sendable {
  private enum Piece: Hashable {
    case text(String)
    case variable(String)
    /// A variable where only a duration, or only a number, can be meant.
    case known(String)
  }

  private var pieces: [Piece] = []

  package init(_ text: String) {
    // The old way to write a variable becomes the newer one.
    let text = text.replacing("[[", with: "${").replacing("]]", with: "}")
    var rest = text[...]
    var before = ""
    while let dollar = rest.firstIndex(of: "$") {
      before += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      guard let name = Self.takeName(from: &rest) else {
        before += "$"
        continue
      }
      let last = before.last { !$0.isWhitespace }
      let isSpan = last == "[" || last == ":" || before.hasSuffix("offset ")
      pieces.append(.text(before))
      before = ""
      if isSpan || name.hasSuffix("interval") || name == "__range" {
        pieces.append(.known("5m"))
      } else if name.hasSuffix("_s") || name.hasSuffix("_ms") {
        pieces.append(.known("300"))
      } else {
        pieces.append(.variable(name))
      }
    }
    pieces.append(.text(before + rest))
  }

  /// The variables that may be anything, each once.
  package var names: [String] {
    var seen: Set<String> = []
    return pieces.compactMap { piece in
      guard case .variable(let name) = piece, seen.insert(name).inserted else { return nil }
      return name
    }
  }

  /// The query as it could be: a duration where one must stand, elsewhere the value of a name.
  package func filled(_ value: (String) -> String) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text), .known(let text): text
      case .variable(let name): value(name)
      }
    }.joined()
  }

  /// `name`, or `{name:format}`; the text is left behind it.
  private static func takeName(from rest: inout Substring) -> String? {
    if rest.first == "{" {
      guard let close = rest.firstIndex(of: "}") else { return nil }
      let name = rest[..<close].dropFirst().prefix { $0 != ":" }
      rest = rest[rest.index(after: close)...]
      return String(name)
    }
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    guard let first = name.first, !first.isNumber else { return nil }
    rest = rest.dropFirst(name.count)
    return String(name)
  }
}

extension QueryTemplate {
  /// Why the query is no PromQL whatever its variables are; `nil` where it can be some. They are
  /// tried as words, as numbers, and while they are few each by itself.
  package var syntaxError: PromQLSyntaxError? {
    var first: PromQLSyntaxError?
    let names = Array(names.prefix(Self.mostNames))
    for choice in 0..<(1 << names.count) {
      let numbers = Set(names.indices.filter { choice >> $0 & 1 == 1 }.map { names[$0] })
      do throws(PromQLSyntaxError) {
        _ = try Expression(parsing: filled { numbers.contains($0) ? "1" : "x" })
        return nil
      } catch {
        first = first ?? error
      }
    }
    return first
  }

  private static let mostNames = 5
}
