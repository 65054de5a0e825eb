import Cells
import TestSupport
import Testing
import Widgets

private let sections: [Line] = [
  Line("a1"), Line("a2"), Line("a3"), Line(), Line("b1"), Line(), Line("c1"),
]

@Test(
  arguments: [
    (40, ["a1", "a2", "a3", "", "b1", "", "c1"]),
    (
      101,
      [
        "a1" + String(repeating: " ", count: 50) + "b1", "a2",
        "a3" + String(repeating: " ", count: 50) + "c1", "", "", "", "",
      ]
    ),
  ])
func sectionsStandInTheShortestColumn(width: Int, rows: [String]) {
  let shown = drawn(TextColumns(sections), width: width, height: 7)
  #expect(shown.map { $0.replacing("·", with: " ").trimmingSuffix() } == rows)
}

extension String {
  fileprivate func trimmingSuffix() -> String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
