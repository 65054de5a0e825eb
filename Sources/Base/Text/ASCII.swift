/// The number of printable ASCII characters that a text begins with, looked for in so many bytes.
///
/// Almost all text is ASCII; eight bytes are tested at a time.
func printableASCIIPrefix(of text: String, atMost limit: Int) -> Int {
  text.utf8.withContiguousStorageIfAvailable { bytes in
    let raw = UnsafeRawBufferPointer(bytes)
    let end = min(limit, raw.count)
    var place = 0
    while place + 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      guard isPrintableASCII(word) else { break }
      place += 8
    }
    while place < end, raw[place] >= 0x20, raw[place] < 0x7f { place += 1 }
    return place
  } ?? 0
}

private func isPrintableASCII(_ word: UInt64) -> Bool {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let tops = ones << 7
  let belowSpace = (word &- ones &* 0x20) & ~word
  let deletes = word ^ (ones &* 0x7f)
  let isDelete = (deletes &- ones) & ~deletes
  return (word | belowSpace | isDelete) & tops == 0
}
