import Cells
import TestSupport
import Testing
import Widgets

@Test(
  arguments: [
    ([0, 1, 2, 3, 4, 5, 6, 7], "▁▁▂▃▅▆▇▇"),
    ([8, nil, 8], "▅▅▅···▅▅"),
    ([.nan, 1], "····▅▅▅▅"),
    ([.infinity, 1], "····▅▅▅▅"),
    ([5, 5, 5], "▅▅▅▅▅▅▅▅"),
    ([0], "▁▁▁▁▁▁▁▁"),
    ([-3, 3], "▁▁▁▁▇▇▇▇"),
    ([], "········"),
  ] as [([Double?], String)])
func aSampleIsABar(samples: [Double?], row: String) {
  #expect(drawn(Sparkline(samples), width: 8) == [row])
}

@Test func asciiHasLevelsOfItsOwn() {
  #expect(drawn(Sparkline([1, 4, 8], glyphs: .ascii), width: 3) == [".=#"])
}

@Test func theNewestSampleIsInFullColour() {
  var buffer = Buffer(width: 2, height: 1)
  Sparkline([1, 1]).render(in: buffer.area, into: &buffer)
  #expect(buffer[1, 0].style.foreground == Ink(.series1))
  #expect(buffer[0, 0].style.foreground == Ink(.series1, strength: 42))
}

@Test func twoRowsAreSixteenSteps() {
  #expect(drawn(Sparkline([0, 16]), width: 2, height: 2) == ["·█", "▁█"])
}
