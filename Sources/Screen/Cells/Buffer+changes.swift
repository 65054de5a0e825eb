/// Neighbouring cells of one row that have to be sent.
package struct CellRun: Sendable {
  package var x: Int
  package var y: Int
  package var cells: ArraySlice<Cell>
}

extension Buffer {
  /// What differs from an earlier screen, row by row; everything when the size differs. No run
  /// begins or ends inside a glyph of two columns.
  package func changes(since old: Buffer?) -> [CellRun] {
    let width = area.width
    guard let old, old.area == area else {
      return (0..<area.height).compactMap { y in
        width == 0 ? nil : CellRun(x: 0, y: y, cells: cells[y * width..<(y + 1) * width])
      }
    }
    var places: [Range<Int>] = []
    cells.withUnsafeBufferPointer { new in
      old.cells.withUnsafeBufferPointer { old in
        var place = 0
        while place < new.count {
          guard !isSame(new, old, at: place) else {
            place += 1
            continue
          }
          let rowEnd = (place / width + 1) * width
          let start = new[place].isContinuation ? place - 1 : place
          while place < rowEnd, new[place] != old[place] || new[place].isContinuation { place += 1 }
          places.append(start..<place)
        }
      }
    }
    return places.map {
      CellRun(x: $0.lowerBound % width, y: $0.lowerBound / width, cells: cells[$0])
    }
  }
}

/// Whether two cells are the same, looking at their memory first: almost all are, and to compare
/// plain words takes a third of the time. Bytes that belong to no field may differ.
private func isSame(
  _ new: UnsafeBufferPointer<Cell>, _ old: UnsafeBufferPointer<Cell>, at place: Int
) -> Bool {
  let offset = place * MemoryLayout<Cell>.stride
  let left = UnsafeRawBufferPointer(new)
  let right = UnsafeRawBufferPointer(old)
  var difference: UInt64 = 0
  for word in stride(from: offset, to: offset + MemoryLayout<Cell>.stride, by: 8) {
    difference |=
      left.loadUnaligned(fromByteOffset: word, as: UInt64.self)
      ^ right.loadUnaligned(fromByteOffset: word, as: UInt64.self)
  }
  return difference == 0 || new[place] == old[place]
}
