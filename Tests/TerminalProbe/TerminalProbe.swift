import Glibc

/// Stands in for hune in the tests of the terminal: draws what it is told, shows what it is sent.
///
/// - `events [--color DEPTH] [--glyphs SET] [--mouse]`: shows each event as a line of text. `q`
///   quits; the digits end it badly: 1 SIGSEGV, 2 SIGABRT, 3 a Swift trap, 4 SIGILL, 5 SIGBUS,
///   6 SIGFPE, 7 SIGTRAP, 8 an exit that forgets the terminal.
/// - `lines FILE`: draws the lines of a file, a bar in the column behind each.
/// - `columns IN OUT`: prints each line of a file as it is, and writes down the column where the
///   cursor then stands. The only one that asks the terminal anything.
@main struct TerminalProbe {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "events": showEvents(Options(arguments.dropFirst()))
    case "lines": drawLines(of: arguments.last ?? "", Options(arguments.dropFirst()))
    case "columns" where arguments.count == 3: measureColumns(arguments[1], arguments[2])
    default: exit(2)
    }
  }
}

/// The bytes of a file; none when it can't be read.
func contents(of path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var room = [UInt8](repeating: 0, count: 65_536)
  while case let count = fread(&room, 1, room.count, file), count > 0 { bytes += room[..<count] }
  return bytes
}

func lines(of path: String) -> [String] {
  contents(of: path).split(separator: 0x0a).map { String(decoding: $0, as: UTF8.self) }
}
