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

@Test(arguments: ["dark", "light", "high-contrast", "colour-blind"])
func textIsReadableOnEachOfItsGrounds(name: String) throws {
  let palette = try palette(name)
  for ground in [Role.background, .surface, .raised] {
    for role in [Role.text, .bright] {
      #expect(contrast(palette.rgb(role), palette.rgb(ground)) >= 7, "\(role) on \(ground)")
    }
    for role in [Role.dim, .accent, .ok, .info, .warning, .critical] {
      #expect(contrast(palette.rgb(role), palette.rgb(ground)) >= 4.5, "\(role) on \(ground)")
    }
  }
  for index in 0..<8 {
    let series = palette.rgb(.series(index))
    #expect(contrast(series, palette.rgb(.background)) >= 4.5, "\(index)")
  }
}

/// What a person with deuteranopia sees of a colour, in CIELAB: Machado, Oliveira and Fernandes
/// 2009, severity 1, on linear RGB.
private func deuteranopic(_ rgb: UInt32) -> [Double] {
  let matrix = [
    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
    [-0.011820, 0.042940, 0.968881],
  ]
  let linear = [rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff].map { part in
    let share = Double(part) / 255
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
  func product(_ rows: [[Double]], _ vector: [Double]) -> [Double] {
    rows.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }
  let seen = product(matrix, linear).map { min(1, max(0, $0)) }
  let toXYZ = [
    [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
  ]
  let f = zip(product(toXYZ, seen), [0.95047, 1, 1.08883]).map { value, white in
    value / white > 0.008856 ? cbrt(value / white) : 7.787 * value / white + 16 / 116
  }
  return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
}

/// The smallest distance of two of the colours (CIE76) as deuteranopia shows them.
private func smallestDistance(_ roles: [Role], in palette: Palette) -> Double {
  let seen = roles.map { deuteranopic(palette.rgb($0)) }
  var smallest = Double.infinity
  for (index, a) in seen.enumerated() {
    for b in seen[..<index] {
      smallest = min(smallest, zip(a, b).reduce(0) { $0 + pow($1.0 - $1.1, 2) }.squareRoot())
    }
  }
  return smallest
}

@Test(arguments: ["dark", "light", "high-contrast", "colour-blind"])
func seriesDifferUnderDeuteranopia(name: String) throws {
  let series = (0..<8).map { Role.series($0) }
  #expect(smallestDistance(series, in: try palette(name)) >= 14)
}

@Test func theColourBlindThemeTellsStatesApartByColourToo() throws {
  let states = [Role.ok, .info, .warning, .critical]
  #expect(smallestDistance(states, in: try palette("colour-blind")) >= 30)
}

@Test func aThemeMayKeepToTheTerminalsOwnColours() throws {
  let terminal = Theme(try palette("terminal"), depth: .truecolor)
  #expect(terminal.resolve(Style(.text)).foreground == .standard)
  #expect(terminal.resolve(Style(.critical)).foreground == .indexed(9))
  #expect(Theme(try palette("terminal"), depth: .basic8).depth == .basic8)
  let mono = Theme(try palette("mono"), depth: .truecolor)
  #expect(mono.resolve(Style(.critical)) == ResolvedStyle(bold: true))
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

/// Sixteen colours are enough to tell states from one another, series from one another, and all of
/// them from the ground.
@Test(arguments: ["dark", "light", "high-contrast", "colour-blind", "terminal"])
func sixteenColoursTellApartWhatMustBe(name: String) throws {
  let theme = Theme(try palette(name), depth: .basic16)
  func colours(_ roles: [Role]) -> [Color] { roles.map { theme.resolve(Style($0)).foreground } }
  let states = colours([.ok, .info, .warning, .critical])
  #expect(Set(states).count == 4)
  let series = colours((0..<8).map { .series($0) })
  #expect(Set(series).count == 8)
  let dark = [Color.indexed(0), .standard, .indexed(name == "light" ? 15 : 8)]
  #expect(
    Set(states + series).isDisjoint(with: name == "light" ? [.indexed(15), .indexed(7)] : dark))
  for style in [Style(.text), Style(.bright), Style(.dim), Style(Ink(.text), on: Ink(.raised))] {
    let resolved = theme.resolve(style)
    #expect(
      resolved.foreground != resolved.background || resolved.foreground == .standard, "\(style)")
  }
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
