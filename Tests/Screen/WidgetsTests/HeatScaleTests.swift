import Cells
import Testing
import Widgets

struct HeatScaleTests {
  @Test(
    arguments: [
      (0.0, 0), (0.001, 1), (1, 1), (2, 2), (49, 7), (50, 7), (1e308, 7), (.infinity, 7),
      (-5, 1), (.nan, nil),
    ] as [(Double, Int?)])
  func levelsGrowWithTheValue(value: Double, level: Int?) {
    #expect(HeatScale(low: 0, high: 50, exponent: 0.5).level(of: value) == level)
  }

  @Test func whatIsFilteredIsNotDrawn() {
    let scale = HeatScale(high: 10, exponent: 1, hiddenUpTo: 1e-9, hiddenFrom: 9)
    #expect(scale.level(of: 0) == nil)
    #expect(scale.level(of: 9) == nil)
    #expect(scale.level(of: 5) == 4)
  }

  @Test func hugeEndsAreFarApart() {
    let scale = HeatScale(low: -1e308, high: 1e308, exponent: 1)
    #expect(scale.level(of: 0) == 4)
    #expect(HeatScale(low: 3, high: 3).level(of: 3) == 7)
  }

  @Test(arguments: [(0.25, 0.5, 0.5), (0.5, 1, 0.5), (0.5, 2, 0.25), (10, 3, 1000), (0, 0.5, 0)])
  func powersAreThoseOfTheLibrary(base: Double, exponent: Double, power: Double) {
    #expect(abs(HeatScale.power(base, exponent) - power) <= power * 1e-4)
  }

  @Test(arguments: GlyphSet.allCases)
  func levelsDifferInGlyphOrGround(glyphs: GlyphSet) {
    let cells = (0...HeatScale.levels).map { glyphs.heat($0) }
    #expect(Set(cells).count == cells.count)
    if glyphs.isASCII { #expect(Set(cells.map(\.glyph)).count == cells.count) }
  }
}
