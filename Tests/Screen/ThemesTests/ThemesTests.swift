import Cells
import Foundation
import Testing
import Themes

private func palette(_ name: String) throws -> Palette {
  let root = URL(filePath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
  return try Palette(
    json: Array(Data(contentsOf: root.appendingPathComponent("themes/\(name).json"))))
}

/// Relative luminance by WCAG 2.
private func luminance(_ rgb: UInt32) -> Double {
  let parts = [rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff].map { part in
    let share = Double(part) / 255
    return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
}

private func contrast(_ a: UInt32, _ b: UInt32) -> Double {
  let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
  return (light + 0.05) / (dark + 0.05)
}

@Test(arguments: ["dark", "light"])
func textIsReadableOnItsGround(name: String) throws {
  let palette = try palette(name)
  let ground = palette.rgb(.background)
  for role in [Role.text, .bright] { #expect(contrast(palette.rgb(role), ground) >= 7) }
  for role in [Role.dim, .accent, .ok, .info, .warning, .critical] {
    #expect(contrast(palette.rgb(role), ground) >= 4.1, "\(role)")
  }
  for index in 0..<8 { #expect(contrast(palette.rgb(.series(index)), ground) >= 4.1, "\(index)") }
}

@Test func rolesBecomeColoursOfTheDepth() throws {
  let dark = try palette("dark")
  func foreground(_ depth: ColorDepth) -> Color {
    Theme(dark, depth: depth).resolve(Style(.warning)).foreground
  }
  #expect(foreground(.truecolor) == .rgb(0xf0b849))
  #expect(foreground(.indexed256) == .indexed(214))
  #expect(foreground(.basic16) == .indexed(11))
  #expect(foreground(.basic8) == .indexed(3))
  #expect(foreground(.mono) == .standard)
}

@Test func withoutColourTroubleIsBoldAndTheChosenRowReverse() throws {
  let mono = Theme(try palette("dark"), depth: .mono)
  #expect(mono.resolve(Style(.critical)).bold)
  #expect(!mono.resolve(Style(.text)).bold)
  #expect(mono.resolve(Style(Ink(.text), on: Ink(.raised))).reverse)
}

@Test func tintsAndOldDataAreMixedWithTheGround() throws {
  let theme = Theme(try palette("dark"), depth: .truecolor)
  #expect(
    theme.resolve(Style(Ink(fixed: 0xffffff, strength: 50))).foreground == .rgb(0x87898c))
  let stale = theme.resolve(Style(Ink(.critical), .stale)).foreground
  guard case .rgb(let rgb) = stale else {
    Issue.record("a stale colour is a colour")
    return
  }
  #expect(abs(Int(rgb >> 16 & 0xff) - Int(rgb & 0xff)) < 16, "grey: \(String(rgb, radix: 16))")
}

@Test func aWeakTintIsDroppedWhereThereIsNoToneForIt() throws {
  let style = Style(Ink(.text), on: Ink(.series1, strength: 20))
  #expect(Theme(try palette("dark"), depth: .basic16).resolve(style).background == .standard)
}

@Test(arguments: [
  ("{}", "$.roles.background: missing"),
  (
    #"{"roles": {"background": {"rgb": "red"}}}"#,
    "$.roles.background.rgb: six hexadecimal digits are expected"
  ),
  (
    #"{"roles": {"background": {"rgb": "000000", "16": 16}}}"#,
    "$.roles.background.16: a whole number below 16, or null"
  ),
])
func aWrongThemeIsToldWithItsPlace(json: String, message: String) {
  #expect { try Palette(json: Array(json.utf8)) } throws: { "\($0)" == message }
}
