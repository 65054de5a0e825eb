import Cells
import Testing
import Text

@Suite struct OutputTests {
  @Test func textHasNoSpacesAtTheEnds() {
    #expect(screen.text() == "a日<b\n\n")
  }

  @Test func sequencesSetWholeStylesAndEndWithTheRow() {
    let expected =
      "a\u{1b}[0;1;38;2;1;2;3;48;5;200m日\u{1b}[0;4;31;104m<\u{1b}[0mb \n      \n"
    #expect(screen.ansi(look) == expected)
  }

  @Test func aPictureIsEscapedAndAsLongAsItsCells() {
    let picture = screen.svg(look)
    #expect(
      picture.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"54\" height=\"36\""))
    #expect(picture.contains("<rect x=\"9\" y=\"0\" width=\"18\" height=\"18\" fill=\"#ff00d7\"/>"))
    #expect(picture.contains("x=\"9\" y=\"14\" textLength=\"18\""))
    #expect(picture.contains(">日</text>"))
    #expect(picture.contains("fill=\"#cd0000\" text-decoration=\"underline\">&lt;</text>"))
    #expect(picture.hasSuffix("</svg>\n"))
  }

  @Test(
    arguments: [
      (Color.indexed(16), 0x000000), (.indexed(231), 0xffffff), (.indexed(232), 0x080808),
      (.indexed(255), 0xeeeeee), (.indexed(81), 0x5fd7ff), (.indexed(9), 0xff0000),
      (.rgb(0x123456), 0x123456), (.standard, nil),
    ] as [(Color, UInt32?)])
  func placesInThePaletteHaveTheColoursOfXterm(color: Color, value: UInt32?) {
    #expect(color.rgb == value)
  }

  private var screen: Buffer {
    var buffer = Buffer(width: 6, height: 2)
    buffer.write("a", x: 0, y: 0)
    buffer.write("日", x: 1, y: 0, style: .title)
    buffer.write("<", x: 3, y: 0, style: .dim)
    buffer.write("b", x: 4, y: 0)
    return buffer
  }

  private func look(_ style: Style) -> ResolvedStyle {
    switch style {
    case .title: ResolvedStyle(foreground: .rgb(0x010203), background: .indexed(200), bold: true)
    case .dim: ResolvedStyle(foreground: .indexed(1), background: .indexed(12), underline: true)
    default: .standard
    }
  }
}

@Test func aScreenInASCIIKeepsItsColumns() {
  var buffer = Buffer(width: 12, height: 1)
  buffer.write("é日67 °C σ…", x: 0, y: 0)
  let ascii = buffer.inASCII
  #expect(ascii.text() == "e??67 oC ?~\n")
  #expect(ascii[1, 0].glyph.width == 1 && !ascii[2, 0].isContinuation)
  #expect(Buffer(width: 0, height: 0).inASCII.text().isEmpty)
}
