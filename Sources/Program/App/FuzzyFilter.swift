/// Finds what somebody means by a few letters: the words of a query must each stand in a text,
/// their letters in order, not always side by side.
package enum FuzzyFilter {
  /// The places of the texts that match, the best first; equals keep their order, and an empty
  /// query keeps all.
  package static func places(of query: String, in texts: [String]) -> [Int] {
    let words = query.lowercased().split(separator: " ").map(Array.init)
    guard !words.isEmpty else { return Array(texts.indices) }
    let scored = texts.enumerated().compactMap { index, text -> (index: Int, score: Int)? in
      score(of: words, in: text).map { (index, $0) }
    }
    return scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map(\.index)
  }

  /// How well a query fits a text; `nil` when it does not.
  package static func score(of query: String, in text: String) -> Int? {
    score(of: query.lowercased().split(separator: " ").map(Array.init), in: text)
  }

  private static func score(of words: [[Character]], in text: String) -> Int? {
    let original = Array(text.prefix(limit))
    let letters = original.map { Character($0.lowercased().prefix(1).description) }
    let starts = original.indices.map { isWordStart($0, in: original) }
    var total = 0
    for word in words {
      guard let score = score(of: word, in: letters, starts) else { return nil }
      total += score
    }
    // Of two texts that fit alike the shorter is meant.
    return total * 256 - min(letters.count, 255)
  }

  /// Longer texts are looked at so far.
  private static let limit = 256

  /// The best way to lay the letters of a word over a text: starts of words count most, then
  /// letters that follow one another.
  private static func score(
    of word: [Character], in letters: [Character], _ starts: [Bool]
  ) -> Int? {
    guard word.count <= letters.count else { return nil }
    // Ending at each place: the best score with the word's letters so far.
    var best = [Int?](repeating: nil, count: letters.count)
    for (row, letter) in word.enumerated() {
      var next = [Int?](repeating: nil, count: letters.count)
      var before: Int?
      for place in letters.indices {
        defer {
          if let score = best[place] { before = max(before ?? score, score) }
        }
        guard letters[place] == letter else { continue }
        let bonus = starts[place] ? 8 : 1
        if row == 0 {
          next[place] = bonus + (place == 0 ? 2 : 0)
          continue
        }
        let apart = before.map { $0 + bonus }
        let joined = place > 0 ? best[place - 1].map { $0 + max(bonus, 9) } : nil
        next[place] = [apart, joined].compactMap(\.self).max()
      }
      best = next
    }
    return best.compactMap(\.self).max()
  }

  private static func isWordStart(_ place: Int, in text: [Character]) -> Bool {
    guard place > 0 else { return true }
    let (before, letter) = (text[place - 1], text[place])
    if !before.isLetter && !before.isNumber { return letter.isLetter || letter.isNumber }
    return before.isLowercase && letter.isUppercase
  }
}
