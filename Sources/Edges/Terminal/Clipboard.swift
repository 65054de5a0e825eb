import Encodings

/// The sequence that puts a text on the clipboard of the operator's own machine: OSC 52.
enum Clipboard {
  /// Bytes of text at most; terminals take no more.
  static let limit = 100_000

  /// Inside tmux twice: for tmux itself, that takes it where `set-clipboard` is on, and wrapped for
  /// the terminal around it, where `allow-passthrough` is on. Either way it is the same text.
  static func sequence(copying text: String, insideTmux: Bool) -> [UInt8] {
    var bytes = Array(text.utf8.prefix(limit))
    if text.utf8.count > limit {
      // Half a character is none: the last one goes, whether it was cut or not.
      while let last = bytes.last, last & 0xc0 == 0x80 { bytes.removeLast() }
      if let last = bytes.last, last >= 0xc0 { bytes.removeLast() }
    }
    let own = Array("\u{1b}]52;c;\(Base64.encoded(bytes))\u{07}".utf8)
    guard insideTmux else { return own }
    let doubled = own.flatMap { $0 == 0x1b ? [0x1b, 0x1b] : [$0] }
    return own + Array("\u{1b}Ptmux;".utf8) + doubled + Array("\u{1b}\\".utf8)
  }
}

extension TerminalSession {
  /// Puts a text, at most 100 KB of it, on the clipboard of the operator's own machine.
  package func copy(_ text: String) {
    guard isShown else { return }
    let bytes = Clipboard.sequence(copying: text, insideTmux: isInsideTmux)
    sentBytes += bytes.count
    tty.send(bytes)
  }

  /// Rings the bell.
  package func ring() {
    guard isShown else { return }
    sentBytes += 1
    tty.send([0x07])
  }
}
