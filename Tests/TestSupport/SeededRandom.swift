/// Random numbers that are the same for the same seed (SplitMix64), so that a failure can be had
/// again.
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

extension SeededRandom {
  package mutating func number(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// True once in so many times.
  package mutating func isOne(in count: Int) -> Bool { number(below: count) == 0 }

  package mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[number(below: choices.count)]
  }

  /// A text with one to three random edits: bytes lost, doubled, swapped for another of the text
  /// or of the pieces; always valid UTF-8.
  package mutating func mutated(_ text: String, pieces: [String]) -> String {
    var characters = Array(text)
    for _ in 0...number(below: 3) {
      let place = number(below: characters.count + 1)
      switch number(below: 5) {
      case 0 where place < characters.count: characters.remove(at: place)
      case 1 where place < characters.count:
        let end = min(characters.count, place + 1 + number(below: 12))
        characters.insert(contentsOf: characters[place..<end], at: place)
      case 2 where place < characters.count:
        characters.swapAt(place, number(below: characters.count))
      case 3 where place < characters.count:
        characters.removeSubrange(place..<min(characters.count, place + 1 + number(below: 12)))
      default: characters.insert(contentsOf: pick(pieces), at: place)
      }
    }
    return String(characters)
  }
}
