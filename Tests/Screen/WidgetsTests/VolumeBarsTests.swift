import Cells
import TestSupport
import Testing
import Text

@testable import Widgets

struct VolumeBarsTests {
  private func bars(
    _ layers: [VolumeBars.Layer], count: Int = 8, cursor: Int? = nil, mark: Int? = nil,
    glyphs: GlyphSet = .full
  ) -> VolumeBars {
    VolumeBars(
      layers: layers, barCount: count, cursor: cursor, mark: mark,
      label: { DisplayText("\($0):00") }, glyphs: glyphs)
  }

  @Test func barsStackTroubleAtTheFoot() {
    let bars = bars([
      .init(level: .error, counts: [0, 8, 0, 1, 0, 0, 0, 0]),
      .init(level: .info, counts: [4, 8, 16, 15, 0, 2, 0, 16]),
    ])
    #expect(
      drawn(bars, width: 16, height: 3)
        == [
          "·····16··███···█", "······0·▄██▁·▂·█", "········0:00····",
        ])
    var buffer = Buffer(width: 16, height: 3)
    bars.render(in: buffer.area, into: &buffer)
    #expect(buffer[9, 1].style.foreground == Ink(.critical))
    #expect(buffer[10, 1].style.foreground == Ink(.info, strength: 70))
    // One error among many lines is still to be seen, with the others behind it.
    #expect(buffer[11, 1].style.foreground == Ink(.critical))
    #expect(buffer[11, 1].style.background == Ink(.info, strength: 70))
  }

  @Test func whatIsMarkedIsLit() {
    let bars = bars([.init(level: nil, counts: [1, 1, 1, 1, 1, 1, 1, 1])], cursor: 2, mark: 4)
    var buffer = Buffer(width: 16, height: 3)
    bars.render(in: buffer.area, into: &buffer)
    let lit = (0..<8).filter { buffer[8 + $0, 0].style.background == Ink(.raised) }
    #expect(lit == [2, 3, 4])
  }

  @Test(arguments: [(0, 3), (1, 1), (12, 2), (3, 60)])
  func smallAreasAreLeftAlone(width: Int, height: Int) {
    let rows = drawn(bars([]), width: width, height: height)
    #expect(rows.allSatisfy { $0.allSatisfy { $0 == "·" } })
  }

  @Test func levelsAreToldApartInASCII() {
    let bars = bars(
      [
        .init(level: .critical, counts: [8, 0, 0, 0]),
        .init(level: .warning, counts: [0, 8, 0, 0]),
        .init(level: .info, counts: [0, 0, 8, 0]), .init(level: nil, counts: [0, 0, 0, 8]),
      ], count: 4, glyphs: .ascii)
    #expect(drawn(bars, width: 13, height: 2)[0].contains("#=:."))
  }
}
