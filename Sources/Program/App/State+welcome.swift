import Cells
import Text
import Widgets

// Without a configuration: what was found, what was not, and the two ways on.
extension State {
  /// Of servers that were found the dashboards tell more than we could: a line is enough there.
  mutating func greet() {
    guard let welcome else { return }
    guard !welcome.found.isEmpty else {
      overlay = .welcome(scroll: 0)
      return
    }
    func list(_ places: [Welcome.Place]) -> String {
      places.map { "\($0.kind) \($0.port)" }.joined(separator: ", ")
    }
    let missing = welcome.missing.isEmpty ? "" : ", not \(list(welcome.missing))"
    notice = "no configuration: found \(list(welcome.found))\(missing); hune demo shows all"
  }

  func drawWelcome(scroll: Int, into buffer: inout Buffer) {
    guard let welcome else { return }
    func place(_ place: Welcome.Place, isFound: Bool) -> Line {
      Line(
        isFound ? glyphs.dot : glyphs.failed, isFound ? Style(.ok) : Style(.critical, .bold))
        + Line(DisplayText(" " + place.kind).padded(to: 16))
        + Line(DisplayText("127.0.0.1:\(place.port)").padded(to: 18))
        + Line(isFound ? "found" : "nothing there", .dim)
    }
    func way(_ command: String, _ word: String) -> Line {
      Line(DisplayText("  " + command), Style(.accent, .bold)) + Line(DisplayText("  " + word))
    }
    let lines =
      [Line("There is no configuration. On this machine, where servers usually are:"), Line()]
      + welcome.found.map { place($0, isFound: true) }
      + welcome.missing.map { place($0, isFound: false) }
      + [
        Line(), Line("Two ways on:"), Line(),
        way("hune demo", "a system with all that hune shows; no server, no network"),
        way("hune --prometheus http://host:9090 --loki http://host:3100", ""),
        Line("  or the same in a file, to keep it:"),
        Line(DisplayText("    " + welcome.path), .dim),
        Line("      datasources:", .dim),
        Line("        - {name: prod, type: prometheus, url: http://host:9090}", .dim),
      ]
    Dialog(title: "Welcome to hune", lines: lines, scroll: scroll, glyphs: glyphs)
      .render(in: buffer.area, into: &buffer)
  }
}
