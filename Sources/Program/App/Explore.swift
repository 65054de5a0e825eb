package import DataSources
package import Frames
package import Queries
package import Widgets

/// A query that is being tried out: its text, what may be written next, and what it gave.
package struct Explore: Hashable, Sendable {
  package var editor: TextField
  /// The source's name.
  package var source: String
  package var isInstant = false
  package var isTable = false
  package var problem: Problem?
  package var list: CandidateList?
  /// The place in the history, counted from the newest; `nil` is what is being written.
  package var historyPlace: Int?
  /// What was being written before the history was looked at.
  package var draft = ""
  /// The refresh whose answer is waited for, and its question.
  package var awaited: Int?
  package var asked: Query?
  package var answer: ExploredAnswer?
  /// The chosen row of a table.
  package var selection: Int?

  /// Why a text is no query, and the characters that are wrong.
  package struct Problem: Hashable, Sendable {
    package var text: String
    package var characters: Range<Int>
    /// We refused the text ourselves; a server may know more.
    package var isOurs: Bool
  }

  package init(_ text: String, source: String) {
    editor = TextField(text, hasLines: true)
    self.source = source
  }

  /// Puts another text in the editor.
  mutating func write(_ text: String) {
    editor = TextField(text, hasLines: true)
    problem = nil
    list = nil
  }
}

/// What an explored query gave.
package struct ExploredAnswer: Hashable, Sendable {
  package var frames: [Frame]
  package var notices: [Frame.Notice]
  package var transfer: Transfer?
  package var query: Query
}

/// What may be written at the cursor.
package struct CandidateList: Hashable, Sendable {
  package var candidates: [Candidate]
  /// The bytes of the text that a candidate takes the place of.
  package var range: Range<Int>
  package var selection = 0
  /// The operator moved through it: Enter takes, too.
  package var hasMoved = false

  package struct Candidate: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
      case metric, function, aggregation, word = "keyword", label, value, op = "operator", duration
      case variable
    }

    /// As the list shows it; raw.
    package var text: String
    /// What is written when it is taken.
    package var inserted: String
    package var kind: Kind

    package init(_ text: String, _ kind: Kind, inserted: String? = nil) {
      self.text = text
      self.kind = kind
      self.inserted = inserted ?? text
    }
  }
}

/// Lists that servers gave, the newest few.
struct SuggestionCache: Sendable {
  private var known: [(key: Key, texts: [String])] = []
  /// The question that waits for its answer.
  var awaited: Suggestions?

  private struct Key: Hashable {
    var kind: Suggestions.Kind
    var source: String
  }

  private static let limit = 24

  subscript(kind: Suggestions.Kind, source: String) -> [String]? {
    known.last { $0.key == Key(kind: kind, source: source) }?.texts
  }

  mutating func keep(_ texts: [String], for suggestions: Suggestions) {
    let key = Key(kind: suggestions.kind, source: suggestions.source.name)
    known.removeAll { $0.key == key }
    known.append((key, texts))
    if known.count > Self.limit { known.removeFirst() }
  }

  mutating func forget() { known = [] }
}
