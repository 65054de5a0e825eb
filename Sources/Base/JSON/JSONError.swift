/// Why bytes are not JSON, or not the JSON that was expected, and where.
package struct JSONError: Error, Hashable, Sendable {
  /// What stands there and what should, for a person.
  package var message: String
  /// Bytes before the fault, from the start of the text.
  package var offset: Int
  /// The line of the fault, from 1.
  package var line: Int
  /// The character of the line, from 1; an invalid byte counts as a character.
  package var column: Int

  /// A fault at an offset of a text; line and column are counted here, once.
  package init(_ message: String, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    self.message = message
    self.offset = offset
    line = 1
    column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }
}

extension JSONError: CustomStringConvertible {
  package var description: String { "\(message) at line \(line), column \(column)" }
}
