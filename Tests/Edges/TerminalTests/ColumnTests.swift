import Foundation
import TestSupport
import Testing
import Text

/// The columns that we count are those that tmux counts.
@Suite(.serialized) struct ColumnTests {
  private static let emojiTest = "/usr/share/unicode/emoji/emoji-test.txt"
  static let hasEmojiTest = FileManager.default.fileExists(atPath: emojiTest)

  @Test(.enabled(if: hasEmojiTest, "needs the package unicode-data"))
  func cleanTextMovesTheCursorAsFarAsItIsWide() throws {
    let texts = try (Self.emoji() + Self.clusters()).map { DisplayText($0) }
    let columns = try measured(texts.map(\.string))
    for (text, column) in zip(texts, columns) where text.width != column {
      Issue.record("\(text) is \(text.width) wide, tmux moved to \(column)")
    }
    #expect(columns.count == texts.count)
    #expect(texts.count > 3_000)
  }

  /// What is drawn in another width than tmux gives the raw text: it draws skin tones apart from
  /// what they colour, which other terminals join, and leaves out what is younger than its C library.
  @Test(.enabled(if: hasEmojiTest, "needs the package unicode-data"))
  func theDifferencesToRawTextAreAllListed() throws {
    let texts = try Self.emoji() + Self.clusters()
    let columns = try measured(texts)
    var found: Set<String> = []
    for (text, column) in zip(texts, columns) {
      let width = DisplayText(text).width
      guard width != column else { continue }
      let points = text.unicodeScalars.map { scalar in
        0x1f3fb...0x1f3ff ~= scalar.value ? "*" : String(scalar.value, radix: 16, uppercase: true)
      }
      found.insert("\(points.joined(separator: " ")) ; \(width) ; \(column)")
    }
    let listed = Set(try Self.lines(of: "tmux-differences").filter { !$0.hasPrefix("#") })
    #expect(found.subtracting(listed).sorted() == [])
    #expect(listed.subtracting(found).sorted() == [])
  }

  @Test func cursesDrawsEachGlyphWhereItBelongs() throws {
    let path = try #require(
      Bundle.module.path(forResource: "clusters", ofType: "txt", inDirectory: "Fixtures"))
    let lines = try Self.clusters()
    let window = try Tmux(
      [builtProgram("TerminalProbe"), "lines", path], columns: 80, rows: lines.count)
    let screen = try window.wait(for: lines[0] + "|")
    let rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, row) in zip(lines, rows) {
      // tmux may store marks in its own order: what counts is the column of the bar.
      let text = DisplayText(line)
      let drawn = row.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
      #expect(drawn.count == 2 && DisplayText(drawn[0]).width == text.width, "\(line)")
      #expect(drawn.first.map { DisplayText($0) } == text)
    }
  }

  /// The cursor's column after each text, printed at the left edge of a tmux window.
  private func measured(_ texts: [String]) throws -> [Int] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("hune-columns-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("in").path
    let output = folder.appendingPathComponent("out").path
    try texts.joined(separator: "\n").write(toFile: input, atomically: true, encoding: .utf8)
    let window = try Tmux([builtProgram("TerminalProbe"), "columns", input, output], columns: 200)
    try waitUntil("the columns", note: { (try? window.screen()) ?? "" }) {
      FileManager.default.fileExists(atPath: output)
    }
    return try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").compactMap {
      Int($0)
    }
  }

  /// The sequences of emoji-test.txt, whose lines are `code points ; status # comment`.
  private static func emoji() throws -> [String] {
    try String(contentsOfFile: emojiTest, encoding: .utf8).split(separator: "\n").compactMap {
      line in
      guard !line.hasPrefix("#"), let end = line.firstIndex(of: ";") else { return nil }
      let scalars = line[..<end].split(separator: " ").compactMap {
        UInt32($0, radix: 16).flatMap(Unicode.Scalar.init)
      }
      return String(String.UnicodeScalarView(scalars))
    }
  }

  private static func clusters() throws -> [String] { try lines(of: "clusters") }

  private static func lines(of name: String) throws -> [String] {
    let path = try #require(
      Bundle.module.path(forResource: name, ofType: "txt", inDirectory: "Fixtures"))
    return try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }
}
