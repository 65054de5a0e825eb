import Cells
import Testing
import Times

@testable import App

private func fruit(_ count: Int = 30) -> Picker {
  Picker(.theme, title: "Fruit", items: (0..<count).map { .init(.theme("\($0)"), "item \($0)") })
}

@Test func theSelectionStaysInSight() {
  var picker = fruit()
  picker.move(by: -1, height: 10)
  #expect(picker.selection == 0 && picker.scroll == 0)
  picker.move(by: 10, height: 10)
  #expect(picker.selection == 10 && picker.scroll == 1)
  picker.move(by: .max, height: 10)
  #expect(picker.selection == 29 && picker.scroll == 20)
  picker.move(by: -.max, height: 10)
  #expect(picker.selection == 0 && picker.scroll == 0)
  picker.move(by: 3, height: 0)
  #expect(picker.selection == 3)
}

@Test func writingFindsAndDeletingShowsAllAgain() {
  var picker = fruit()
  for letter in "29" { _ = picker.edit(.character(letter)) }
  #expect(picker.shown == [29])
  #expect(picker.selected?.title == "item 29")
  _ = picker.edit(.character("x"))
  #expect(picker.shown.isEmpty && picker.selected == nil)
  picker.move(by: 1, height: 5)
  #expect(picker.selected == nil)
  _ = picker.edit(.control("u"))
  #expect(picker.shown.count == 30)
}

@Test func allAndSingleValuesExcludeEachOther() {
  var picker = Picker(
    .variable("v"), title: "V",
    items: [
      .init(.all, "all", isMarked: true), .init(.value("a"), "a", isMarked: false),
      .init(.value("b"), "b", isMarked: false),
    ])
  picker.isMulti = true
  picker.move(by: 1, height: 9)
  picker.toggleMark()
  picker.move(by: 1, height: 9)
  picker.toggleMark()
  #expect(picker.marked.map(\.title) == ["a", "b"])
  picker.move(by: -2, height: 9)
  picker.toggleMark()
  #expect(picker.marked.map(\.title) == ["all"])
}

@Test func escapeLeavesAPickerAndChangesNothing() throws {
  for key in "tR" {
    var state = try program()
    _ = state.happen(.started)
    let before = state.view()
    _ = state.press(String(key))
    #expect(state.picker != nil, "\(key)")
    _ = state.happen(.key(.down))
    _ = state.happen(.key(.down))
    #expect(state.happen(.key(.escape)).isEmpty)
    #expect(state.view() == before, "\(key)")
  }
}

@Test func aRangeIsChosenOrWritten() throws {
  var state = try program()
  _ = state.happen(.started)
  _ = state.press("t")
  #expect(state.picker?.selected?.title == "last hour")
  _ = state.happen(.key(.down))
  #expect(!fetches(state.happen(.key(.enter))).isEmpty)
  #expect(state.overlay == nil)
  #expect(state.range.span == .hours(3))
  _ = state.press("tnow-6x")
  #expect(state.picker?.problem == "now-6x: a unit is one of s m h d w M Q y")
  #expect(state.happen(.key(.enter)).isEmpty)
  #expect(state.range.span == .hours(3))
  _ = state.happen(.key(.backspace))
  _ = state.press("h to now-1h")
  #expect(state.picker?.problem == nil)
  _ = state.happen(.key(.enter))
  #expect(state.range == TimeRange(from: start - .hours(6), to: start - .hours(1)))
  _ = state.press("tyesterday")
  _ = state.happen(.key(.enter))
  #expect(state.settings.calendar.dateTime(state.range.to) == "2026-11-20 23:59")
}

@Test func theIntervalIsChosenWrittenOrOff() throws {
  var state = try program()
  _ = state.happen(.started)
  _ = state.press("R")
  #expect(state.picker?.selected?.title == "every 30 s")
  _ = state.press("10s")
  _ = state.happen(.key(.enter))
  #expect(state.deadline == start + .seconds(10))
  _ = state.press("Roff")
  _ = state.happen(.key(.enter))
  #expect(state.deadline == nil)
  #expect(state.view().text().contains("refresh off"))
  _ = state.press("r", after: 100)
  #expect(state.deadline == nil)
}
