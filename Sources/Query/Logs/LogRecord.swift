package import Frames
import JSON

/// A line read: how bad it is, what it says, and the fields beside it. All raw.
package struct LogRecord: Hashable, Sendable {
  package enum Form: Hashable, Sendable { case plain, json, logfmt }

  package struct Field: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package var form: Form
  package var level: LineLevel?
  /// The message of a structured line, the beginning of a line without structure.
  package var message: [UInt8]
  /// What the line says beside message, level and time, in its order.
  package var fields: [Field]
  /// The message is not all that there is.
  package var isCut: Bool

  /// Longer lines are not looked into; the list never shows so much.
  package static let readBytes = 16 * 1024
  /// The most of a message.
  package static let messageBytes = 4 * 1024

  /// Reads a line with what its labels say: the level of the labels goes before that of the line.
  package init(_ lines: LogLines, at index: Int) {
    self.init(lines.text(at: index)) { lines.label($0, at: index) }
  }

  package init(_ text: ArraySlice<UInt8>, label: (String) -> String? = { _ in nil }) {
    form = .plain
    fields = []
    message = []
    isCut = false
    for name in LineLevel.names where level == nil {
      level = label(name).flatMap { LineLevel(word: $0.utf8) }
    }
    if text.count <= Self.readBytes {
      if text.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
        readJSON(text)
      } else if Logfmt.isLikely(text) {
        readLogfmt(text)
      }
    }
    if form == .plain {
      fields = []
      level = level ?? LineLevel.inWords(of: text)
    }
    if message.isEmpty { message = Array(text.prefix(Self.messageBytes + 1)) }
    if message.count > Self.messageBytes {
      message.removeLast(message.count - Self.messageBytes)
      isCut = true
    }
  }

  private static let messageNames: Set = [
    "msg", "message", "@message", "log", "event", "body", "short_message", "textPayload",
  ]
  /// Fields that the row shows in columns of its own.
  private static let timeNames: Set = ["ts", "time", "timestamp", "@timestamp", "t"]

  private mutating func readJSON(_ text: ArraySlice<UInt8>) {
    guard let json = JSONFields(text, limit: Self.mostFields) else { return }
    form = .json
    take(json.fields)
  }

  private static let mostFields = 128

  private mutating func readLogfmt(_ text: ArraySlice<UInt8>) {
    let pairs = Logfmt.pairs(in: text, limit: Self.mostFields)
    let known = pairs.compactMap { pair in pair.value.map { (name: pair.key, value: $0) } }
    // Prose with one `=` in it is no logfmt.
    let isKnown = known.contains { Self.messageNames.contains($0.0) || $0.0 == "level" }
    guard isKnown || known.count * 2 >= pairs.count, !known.isEmpty else { return }
    form = .logfmt
    take(known)
  }

  private mutating func take(_ pairs: [(name: String, value: String)]) {
    var own: LineLevel?
    for (name, value) in pairs {
      if Self.messageNames.contains(name), message.isEmpty, !value.isEmpty {
        message = Array(value.utf8.prefix(Self.messageBytes + 1))
      } else if LineLevel.names.contains(name), let level = LineLevel(word: value.utf8) {
        own = own ?? level
      } else if !Self.timeNames.contains(name) {
        fields.append(Field(name, value))
      }
    }
    level = level ?? own
  }
}

extension LogRecord {
  /// All that a structured line says, message, level and time too; nothing of a line without
  /// structure.
  package static func fields(of text: ArraySlice<UInt8>) -> [Field] {
    if text.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      guard text.count <= openedBytes else { return [] }
      return JSONFields(text, limit: mostFields)?.fields.map { Field($0.name, $0.value) } ?? []
    }
    guard Logfmt.isLikely(text) else { return [] }
    return Logfmt.pairs(in: text.prefix(readBytes), limit: mostFields).compactMap { pair in
      pair.value.map { Field(pair.key, $0) }
    }
  }

  /// How long a line may be to be read when it is opened.
  private static let openedBytes = 1 << 20
}
