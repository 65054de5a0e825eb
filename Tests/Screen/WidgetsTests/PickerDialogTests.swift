import Cells
import TestSupport
import Testing
import Text

@testable import Widgets

private func picker(
  _ text: DisplayText = .empty, before: DisplayText = .empty, count: Int = 9, scroll: Int = 0
) -> PickerDialog {
  PickerDialog(
    title: "Fruit", text: text, textBeforeCursor: before, hint: "type", note: Line("2 of 9"),
    count: count, scroll: scroll, selection: 1, status: Line("nothing matches"),
    keys: Line("Enter take"), room: 3
  ) { row in
    PickerDialog.Row(isMarked: row == 1, title: DisplayText("item \(row)"), key: "k")
  }
}

@Test func aPickerIsAFieldANoteAndItsChoices() {
  #expect(
    drawn(picker(), width: 30, height: 11) == [
      "··············································".prefix(30).description,
      "╭─ Fruit ────────────────────╮",
      "│  › type                    │",
      "│  2 of 9                    │",
      "│  [ ] item 0             k  │",
      "│ ▌[x] item 1             k  │",
      "│  [ ] item 2             k  │",
      "│                            │",
      "│  Enter take                │",
      "╰───────────────── 6 more ↓ ─╯",
      "··············································".prefix(30).description,
    ])
}

@Test func aPickerScrollsAndSaysThatNothingMatches() {
  let scrolled = drawn(picker(scroll: 6), width: 30, height: 9)
  #expect(scrolled[3] == "│  [ ] item 6             k  │")
  #expect(scrolled[8] == "╰────────────────────────────╯")
  #expect(drawn(picker(count: 0), width: 30, height: 9)[3] == "│  nothing matches           │")
}

@Test func theTextBeforeTheCursorStaysInSight() {
  let long = DisplayText(String(repeating: "x", count: 40) + "end")
  let row = drawn(picker(long, before: long), width: 30, height: 9)[1]
  #expect(row.contains("xend"))
  var buffer = Buffer(width: 30, height: 9)
  picker("ab", before: "a").render(in: buffer.area, into: &buffer)
  #expect(buffer[6, 1].style.attributes.contains(.reverse))
  #expect(!buffer[5, 1].style.attributes.contains(.reverse))
}

@Test func theFrontDoorTakesFromTheWorstFirst() {
  let row = FrontDoor.Row(
    name: "production", isShown: true, sources: Line("● 4/4"), alerts: Line("◆2 ▲3"),
    worst: Line("loki is down: connection refused"), time: "14:32:30")
  let wide = drawn(FrontDoor(rows: [row]), width: 90, height: 2)
  #expect(wide[1].contains("loki is down: connection refused"))
  let narrow = drawn(FrontDoor(rows: [row]), width: 60, height: 2)
  #expect(narrow[1].contains("production") && narrow[1].contains("14:32:30"))
  #expect(!narrow[1].contains("refused"))
}
