import Cells
import Testing

@testable import App

private func typed(_ start: String, _ keys: Key...) -> (String, Int) {
  var input = TextInput(start)
  for key in keys { _ = input.edit(key) }
  return (input.text, input.cursor)
}

@Test func aLineOfTextIsWrittenAndDeleted() {
  #expect(typed("ab", .character("c")) == ("abc", 3))
  #expect(typed("ab", .left, .character("c")) == ("acb", 2))
  #expect(typed("ab", .home, .delete) == ("b", 0))
  #expect(typed("ab", .backspace) == ("a", 1))
  #expect(typed("ab", .left, .backspace) == ("b", 0))
  #expect(typed("", .backspace, .delete, .left, .right) == ("", 0))
  #expect(typed("now-6h to now", .control("w")) == ("now-6h to ", 10))
  #expect(typed("now-6h to  ", .control("w")) == ("now-6h ", 7))
  #expect(typed("now-6h to now", .left, .control("u")) == ("w", 0))
  #expect(typed("abc", .control("a"), .right, .control("k")) == ("a", 1))
  #expect(typed("👩‍👧e", .backspace, .backspace) == ("", 0))
}

@Test func pastedTextIsOneLineWithoutControls() {
  #expect(typed("", .paste("a\nb\tc\u{1b}[m")) == ("a b c[m", 7))
  #expect(typed("", .paste(String(repeating: "x", count: 9_000))).0.count == 4096)
}

@Test func otherKeysAreNotOfTheLine() {
  var input = TextInput("a")
  for key in [Key.up, .tab, .enter, .escape, .function(3), .control("c")] {
    let isTaken = input.edit(key)
    #expect(!isTaken)
  }
  #expect(input == TextInput("a"))
}
