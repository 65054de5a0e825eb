import Cells
import TestSupport
import Testing
import Text
import Widgets

struct TableTests {
  @Test func aLongTextIsCutBeforeItsColumnGoes() {
    let long = DisplayText(String(repeating: "x", count: 200))
    let table = Table(
      columns: [
        Table.Column("time"), Table.Column("name", dispensability: 1),
        Table.Column("value", isTrailing: true, dispensability: 12),
      ],
      rows: [Table.Row([.text(Line("09:31:33")), .text(Line(long)), .text(Line("7"))])])
    #expect(
      drawn(table, width: 45, height: 2) == [
        "time······name··························value",
        "09:31:33··xxxxxxxxxxxxxxxxxxxxxxxxxxx…······7",
      ])
  }
}
