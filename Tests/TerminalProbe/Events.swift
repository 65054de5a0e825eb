import Cells
import Glibc
import Terminal
import Text

struct Options {
  var terminal = TerminalOptions()
  /// A style for each place in the palette, to look at colours.
  var showsColors = false
  /// Runs out of colour pairs: a style of its own for each cell.
  var floods = false

  init(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let argument = rest.popFirst() {
      switch argument {
      case "--mouse": terminal.usesMouse = true
      case "--color": terminal.color = rest.popFirst().flatMap(ColorDepth.init)
      case "--glyphs": terminal.glyphs = rest.popFirst().flatMap(GlyphSet.init)
      case "--colors": showsColors = true
      case "--flood": floods = true
      default: break
      }
    }
  }
}

func opened(_ options: Options) -> TerminalSession {
  do {
    return try TerminalSession(options.terminal)
  } catch {
    let line = Array("probe: \(error)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(1)
  }
}

func showEvents(_ options: Options) {
  let session = opened(options)
  session.resolve = look
  var log: [String] = ["ready"]
  var serial = 0
  while true {
    session.show(screen(session, log, options, serial))
    for event in session.wait(milliseconds: nil) {
      serial += 1
      switch event {
      case .hungUp:
        session.restore()
        exit(4)
      case .terminated(let signal):
        session.restore()
        exit(128 + signal)
      case .key(.character("q")), .key(.control("c")):
        session.restore()
        exit(0)
      case .key(.control("l")): session.redraw()
      case .key(.character(let digit)) where ("1"..."8").contains(digit): die(of: digit)
      case .key(.character("f")): flood(session)
      case .key(.character("w")):
        let waker = session.waker
        Task.detached { waker.wake() }
      default: break
      }
      log.append("\(event)")
    }
  }
}

/// As many different screens as it takes to stall a line that nobody reads.
private func flood(_ session: TerminalSession) {
  for round in 0..<400 {
    let letter = Glyph(Unicode.Scalar(UInt8(0x61 + round % 26)))
    let size = session.size
    session.show(Buffer(width: size.width, height: size.height, filledWith: Cell(letter)))
  }
}

private func die(of digit: Character) {
  var nothing: [Int] = []
  if CommandLine.arguments.isEmpty { nothing = [1] }
  switch digit {
  case "1": raise(SIGSEGV)
  case "2": abort()
  case "3": nothing[1] = 1
  case "4": raise(SIGILL)
  case "5": raise(SIGBUS)
  case "6": raise(SIGFPE)
  case "8": exit(7)
  default: raise(SIGTRAP)
  }
}

private func screen(
  _ session: TerminalSession, _ log: [String], _ options: Options, _ serial: Int
) -> Buffer {
  var buffer = Buffer(width: session.size.width, height: session.size.height)
  let area = buffer.area
  buffer.write(
    "\(area.width)x\(area.height) \(session.depth.rawValue) \(session.glyphs.rawValue) ─│⣿█é日",
    x: 0, y: 0, style: .title)
  buffer.write(DisplayText(session.notice ?? "no notice"), x: 0, y: 1, style: .dim)
  let room = max(0, area.height - 3)
  for (row, line) in log.suffix(room).enumerated() {
    buffer.write(DisplayText(line), x: 0, y: 2 + row)
  }
  if options.showsColors {
    for (column, role) in Role.allCases.enumerated() {
      buffer.write("#", x: column, y: area.height - 1, style: Style(Ink(role), on: Ink(.surface)))
    }
  }
  if options.floods {
    for y in 2..<max(2, area.height) {
      for x in 0..<area.width {
        let color = UInt32(truncatingIfNeeded: (y * area.width + x) * 7 + serial) & 0xff
        buffer[x, y] = Cell("x", Style(Ink(fixed: color), on: Ink(fixed: color ^ 0x55)))
      }
    }
  }
  return buffer
}

/// Colours that a test can tell apart: roles are direct, fixed ones are places in the palette.
private func look(_ style: Style) -> ResolvedStyle {
  ResolvedStyle(
    foreground: color(of: style.foreground), background: color(of: style.background),
    bold: style.attributes.contains(.bold), underline: style.attributes.contains(.underline),
    reverse: style.attributes.contains(.reverse), italic: style.attributes.contains(.italic))
}

private func color(of ink: Ink) -> Color {
  switch ink.source {
  case .role(.background), .role(.text): .standard
  case .role(.bright): .indexed(15)
  case .role(.dim): .indexed(3)
  case .role(.critical): .rgb(0xff6f6f)
  case .role(.surface): .indexed(4)
  case .role(let role): .indexed(role.rawValue)
  case .fixed(let value): .indexed(UInt8(value & 0xff))
  }
}

/// Draws lines with a bar behind each, as wide as the text says it is.
func drawLines(of path: String, _ options: Options) {
  let session = opened(options)
  session.resolve = look
  var buffer = Buffer(width: session.size.width, height: session.size.height)
  for (y, line) in lines(of: path).enumerated() {
    let text = DisplayText(line)
    buffer.write(text, x: 0, y: y)
    buffer.write("|", x: text.width, y: y)
  }
  session.show(buffer)
  while true {
    for event in session.wait(milliseconds: nil) {
      if event == .hungUp || event == .key(.character("q")) {
        session.restore()
        exit(0)
      }
    }
  }
}
