import Synchronization
import Times
import World

/// The instants at which targets are scraped, in blocks of an hour, with what all series have in
/// common at them. A block is computed once, when somebody reads much of it.
final class ScrapeGrid: Sendable {
  /// How far from the quarter minute all scrapes are: a range that ends with one has, as in real
  /// life, no sample at both of its ends.
  static let phase: Int64 = 4_200
  static let blockSize = 240
  /// A month of blocks, 6 MB.
  private static let bound = 730

  private let blocks = Mutex<[Int64: Moments]>([:])

  /// The number of the first scrape not before a moment.
  static func number(notBefore time: Int64) -> Int64 {
    floored(time - phase + ScrapedWorld.interval - 1, ScrapedWorld.interval)
  }

  /// The number of the last scrape not after a moment.
  static func number(notAfter time: Int64) -> Int64 { number(notBefore: time + 1) - 1 }

  static func time(of number: Int64) -> Int64 { number * ScrapedWorld.interval + phase }

  static func block(of number: Int64) -> Int64 {
    floored(number, Int64(blockSize))
  }

  private static func floored(_ number: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }

  /// A block that is there already, or is worth to be.
  func moments(ofBlock block: Int64, forAtLeast count: Int) -> Moments? {
    let found = blocks.withLock { $0[block] }
    if let found { return found }
    guard count * 4 >= Self.blockSize else { return nil }
    let first = block * Int64(Self.blockSize)
    let made = Self.moments(first..<first + Int64(Self.blockSize))
    blocks.withLock { blocks in
      // Who reads more than a month reads anything: which block goes matters little.
      if blocks.count >= Self.bound { blocks.removeAll(keepingCapacity: true) }
      blocks[block] = made
    }
    return made
  }

  static func moments(_ numbers: Range<Int64>) -> Moments {
    Moments(numbers.map { Instant(milliseconds: time(of: $0)) })
  }
}
