import CNcurses
import Cells

/// What the entry of the open screen has for a name, its delays left out.
private func capability(_ name: String) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: 256)
  return Array(bytes[..<hune_capability(name, &bytes, bytes.count)])
}

/// Bracketed paste, and the mouse: what knows them not ignores them.
private let pasteOn = Array("\u{1b}[?2004h".utf8)
private let pasteOff = Array("\u{1b}[?2004l".utf8)
private let mouseOn = Array("\u{1b}[?1000h\u{1b}[?1006h".utf8)
private let mouseOff = Array("\u{1b}[?1006l\u{1b}[?1000l".utf8)

/// From the shell's screen to ours.
func waysIn(usesMouse: Bool) -> [UInt8] {
  capability("smcup") + capability("smkx") + capability("civis") + pasteOn
    + (usesMouse ? mouseOn : [])
}

/// From our screen back to the shell's.
func waysOut(usesMouse: Bool) -> [UInt8] {
  // Without a second screen the shell goes on below what was drawn, on a cleared one.
  let screen = capability("rmcup")
  return (usesMouse ? mouseOff : []) + pasteOff + capability("sgr0") + capability("op")
    + capability("rmkx") + capability("cnorm") + (screen.isEmpty ? capability("clear") : screen)
}

/// What this terminal sends for its keys.
func keySequences() -> [[UInt8]: Key] {
  let names: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert),
      ("kdch1", .delete), ("kcbt", .backTab),
    ] + (1...12).map { ("kf\($0)", .function($0)) }
  return names.reduce(into: [:]) { sequences, name in
    let bytes = capability(name.0)
    if !bytes.isEmpty { sequences[bytes] = name.1 }
  }
}
