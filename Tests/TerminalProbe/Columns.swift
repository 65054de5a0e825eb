import Glibc

/// Prints each line and asks the terminal for its cursor.
func measureColumns(_ input: String, _ output: String) {
  var mode = termios()
  tcgetattr(STDIN_FILENO, &mode)
  var raw = mode
  cfmakeraw(&raw)
  tcsetattr(STDIN_FILENO, TCSANOW, &raw)
  var text = ""
  for line in lines(of: input) {
    let bytes = Array("\u{1b}[H\u{1b}[2J\(line)\u{1b}[6n".utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
    text += "\(cursorColumn())\n"
  }
  tcsetattr(STDIN_FILENO, TCSANOW, &mode)
  // The file appears when it is whole.
  guard let file = fopen(output + ".part", "w") else { exit(1) }
  fputs(text, file)
  fclose(file)
  rename(output + ".part", output)
}

/// The answer is `ESC [ row ; column R`.
private func cursorColumn() -> Int {
  var answer: [UInt8] = []
  var byte: UInt8 = 0
  while read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "R") { answer.append(byte) }
  let column = String(decoding: answer, as: UTF8.self).split(separator: ";").last.flatMap {
    Int($0)
  }
  return (column ?? 0) - 1
}
