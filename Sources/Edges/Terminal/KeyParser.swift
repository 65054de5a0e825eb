package import Cells

/// Makes keys of the bytes that a terminal sends.
///
/// Bytes may come in pieces of any size. An Esc alone and the beginning of a sequence look the same:
/// while `patience` is not `nil`, `flush` is due after so many milliseconds without another byte.
package struct KeyParser: Sendable {
  /// The bytes of one paste that are kept.
  package static let longestPaste = 64 * 1024
  /// No sequence that means anything is longer.
  private static let longestSequence = 64

  private var pending: [UInt8] = []
  private var paste: [UInt8]?
  /// What this terminal sends for keys beside what they all send; each begins with Esc.
  private let sequences: [[UInt8]: Key]
  private let longest: Int

  package init(sequences: [[UInt8]: Key] = [:]) {
    self.sequences = sequences.filter { $0.key.count > 1 && $0.key.first == 0x1b }
    longest = self.sequences.keys.map(\.count).max() ?? 0
  }

  /// How long to wait for the rest of what has begun, in milliseconds.
  package var patience: Int? {
    if paste != nil { return 1_000 }
    return pending.isEmpty ? nil : 25
  }

  package mutating func parse(_ bytes: some Sequence<UInt8>) -> [Key] {
    pending += bytes
    var keys: [Key] = []
    var place = 0
    while place < pending.count {
      let step = paste == nil ? step(pending[place...]) : pasteStep(pending[place...])
      guard case .taken(let count, let key) = step else { break }
      if let key { keys.append(key) }
      place += count
    }
    pending.removeFirst(place)
    return keys
  }

  /// Ends what has begun: an Esc was the key, a paste has no more to come.
  package mutating func flush() -> [Key] {
    if let text = paste {
      let kept = Array((text + pending).prefix(Self.longestPaste))
      paste = nil
      pending = []
      return [.paste(cleaned(kept))]
    }
    defer { pending = [] }
    switch pending.count {
    case 1 where pending[0] == 0x1b: return [.escape]
    case 2 where pending[0] == 0x1b: return [.alt(Character(Unicode.Scalar(pending[1])))]
    default: return []
    }
  }

  private enum Step {
    /// So many bytes are done with; not all are a key.
    case taken(Int, Key?)
    case incomplete
  }

  private mutating func pasteStep(_ bytes: ArraySlice<UInt8>) -> Step {
    let end: [UInt8] = Array("\u{1b}[201~".utf8)
    if bytes.starts(with: end) {
      let text = paste ?? []
      paste = nil
      return .taken(end.count, .paste(cleaned(text)))
    }
    if end.starts(with: bytes) { return .incomplete }
    let next = bytes.dropFirst().firstIndex(of: 0x1b) ?? bytes.endIndex
    let room = Self.longestPaste - (paste?.count ?? 0)
    paste?.append(contentsOf: bytes[bytes.startIndex..<next].prefix(room))
    return .taken(next - bytes.startIndex, nil)
  }

  private func cleaned(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      if byte == 0x0a, place > 0, bytes[place - 1] == 0x0d { continue }
      text.append(byte == 0x0d ? 0x0a : byte)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func step(_ bytes: ArraySlice<UInt8>) -> Step {
    guard let first = bytes.first else { return .incomplete }
    switch first {
    case 0x1b: return escapeStep(bytes)
    case 0x09: return .taken(1, .tab)
    case 0x0a, 0x0d: return .taken(1, .enter)
    case 0x08, 0x7f: return .taken(1, .backspace)
    case 0x00: return .taken(1, .control("@"))
    case 0x01...0x1a: return .taken(1, .control(Character(Unicode.Scalar(first + 0x60))))
    case 0x1c...0x1f: return .taken(1, .control(Character(Unicode.Scalar(first + 0x40))))
    case 0x20...0x7e: return .taken(1, .character(Character(Unicode.Scalar(first))))
    default: return characterStep(bytes)
    }
  }

  private func characterStep(_ bytes: ArraySlice<UInt8>) -> Step {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    let count =
      switch bytes.first ?? 0 {
      case 0xc2...0xdf: 2
      case 0xe0...0xef: 3
      case 0xf0...0xf4: 4
      default: 1
      }
    let tail = bytes.prefix(count).dropFirst()
    if tail.count < count - 1, tail.allSatisfy({ $0 & 0xc0 == 0x80 }) { return .incomplete }
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return .taken(1, nil) }
    // C1 controls are no keys.
    guard scalar.value >= 0xa0 else { return .taken(count, nil) }
    return .taken(count, .character(Character(scalar)))
  }

  private mutating func escapeStep(_ bytes: ArraySlice<UInt8>) -> Step {
    for length in stride(from: min(bytes.count, longest), to: 1, by: -1) {
      if let key = sequences[Array(bytes.prefix(length))] { return .taken(length, key) }
    }
    guard let second = bytes.dropFirst().first else { return .incomplete }
    switch second {
    case UInt8(ascii: "["): return controlStep(bytes)
    case UInt8(ascii: "O"):
      guard let third = bytes.dropFirst(2).first else { return .incomplete }
      return .taken(3, singleShift(third))
    case 0x21...0x7e:
      return .taken(2, .alt(Character(Unicode.Scalar(second))))
    case 0x80...:
      guard case .taken(let count, let key) = characterStep(bytes.dropFirst()) else {
        return .incomplete
      }
      guard case .character(let character) = key else { return .taken(count + 1, nil) }
      return .taken(count + 1, .alt(character))
    default:
      return .taken(1, .escape)
    }
  }

  /// `ESC [`, parameters, a final byte.
  private mutating func controlStep(_ bytes: ArraySlice<UInt8>) -> Step {
    let body = bytes.dropFirst(2)
    if body.first == UInt8(ascii: "[") {
      guard let letter = body.dropFirst().first else { return .incomplete }
      // The Linux console's F1 to F5.
      let number = Int(letter) - 0x40
      return .taken(4, 1...5 ~= number ? .function(number) : nil)
    }
    if body.first == UInt8(ascii: "M") {
      guard body.count >= 4 else { return .incomplete }
      return .taken(6, oldMouseKey(Array(body.dropFirst().prefix(3))))
    }
    let parameters = body.prefix(Self.longestSequence).prefix { 0x20...0x3f ~= $0 }
    guard let final = body.dropFirst(parameters.count).first else {
      // What never ends is dropped.
      return parameters.count < Self.longestSequence ? .incomplete : .taken(bytes.count, nil)
    }
    guard 0x40...0x7e ~= final else { return .taken(parameters.count + 2, nil) }
    let sequence = ControlSequence(parameters: Array(parameters), final: final)
    if sequence.isPasteStart { paste = [] }
    return .taken(parameters.count + 3, sequence.key)
  }
}
