/// The greatest or least so many of some values, chosen in Prometheus's way, so that of equal ones
/// the same are kept.
///
/// The one to give way first stands at the root; NaN gives way before all numbers.
struct RankHeap {
  struct Entry {
    var value: Double
    var index: Int
  }

  private let isTop: Bool
  private var entries: [Entry] = []

  init(isTop: Bool) { self.isTop = isTop }

  /// Takes an entry if it is among the best `limit`.
  mutating func offer(_ entry: Entry, limit: Int64) {
    if Int64(entries.count) < limit {
      push(entry)
    } else if let worst = entries.first?.value,
      worst.isNaN || (isTop ? worst < entry.value : worst > entry.value)
    {
      if entries.count == 1 {
        entries[0] = entry
      } else {
        pop()
        push(entry)
      }
    }
  }

  /// The best first, NaN last.
  var ordered: [Entry] {
    guard entries.count <= 12 else {
      return entries.enumerated().sorted { left, right in
        let (a, b) = (left.element.value, right.element.value)
        if a.isNaN || b.isNaN {
          return a.isNaN == b.isNaN ? left.offset < right.offset : b.isNaN
        }
        if a == b { return left.offset < right.offset }
        return isTop ? a > b : a < b
      }.map(\.element)
    }
    var sorted = entries
    for start in sorted.indices {
      var place = start
      while place > 0, givesWay(sorted[place - 1], sorted[place]) {
        sorted.swapAt(place, place - 1)
        place -= 1
      }
    }
    return sorted
  }

  private func givesWay(_ a: Entry, _ b: Entry) -> Bool {
    a.value.isNaN || (isTop ? a.value < b.value : a.value > b.value)
  }

  private mutating func push(_ entry: Entry) {
    entries.append(entry)
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard givesWay(entries[child], entries[parent]) else { return }
      entries.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func pop() {
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < entries.count else { return }
      if child + 1 < entries.count, givesWay(entries[child + 1], entries[child]) { child += 1 }
      guard givesWay(entries[child], entries[parent]) else { return }
      entries.swapAt(parent, child)
      parent = child
    }
  }
}
