import Cells

/// Which entry of the terminal database to draw by, and with how many colours.
struct TerminalChoice: Hashable {
  /// What the terminal database says about a name.
  struct Entry: Hashable {
    var isKnown = true
    var canMoveCursor = true
    /// -1 for none.
    var colors = 8
  }

  enum BuiltIn: String, Hashable {
    case indexed = "hune-256"
    case direct = "hune-direct"
  }

  var depth: ColorDepth
  /// `nil` for the system's entry of the name in TERM.
  var builtIn: BuiltIn?
  var notice: String?

  init(
    color: ColorDepth?, environment: [String: String], entry lookUp: (String) -> Entry
  ) throws(TerminalError) {
    guard let name = environment["TERM"], !name.isEmpty else {
      throw TerminalError(.unusableTerminal, "TERM is not set: it must name the terminal")
    }
    let entry = name == "dumb" ? Entry(canMoveCursor: false) : lookUp(name)
    guard !entry.isKnown || entry.canMoveCursor else {
      throw TerminalError(
        .unusableTerminal, "TERM is \(name), a terminal whose cursor can't be moved")
    }
    depth = color ?? Self.depth(in: environment, of: entry)
    if !entry.isKnown {
      builtIn = depth == .truecolor ? .direct : .indexed
      notice = "unknown terminal \(name): drawn like xterm"
    } else if depth == .truecolor {
      builtIn = .direct
    } else if entry.colors < depth.colors || entry.colors > 256 {
      builtIn = .indexed
    }
  }

  private static func depth(in environment: [String: String], of entry: Entry) -> ColorDepth {
    // no-color.org: present and not empty, whatever the value.
    if environment["NO_COLOR"]?.isEmpty == false { return .mono }
    if ["truecolor", "24bit"].contains(environment["COLORTERM"]), takesDirectColors(environment) {
      return .truecolor
    }
    guard entry.isKnown else { return .indexed256 }
    return switch entry.colors {
    case 0x10000...: .truecolor
    case 256...: .indexed256
    case 16...: .basic16
    case 8...: .basic8
    default: .mono
    }
  }

  /// COLORTERM is handed on to what runs inside: to GNU screen, which knows no direct colours, and
  /// by some to the console.
  private static func takesDirectColors(_ environment: [String: String]) -> Bool {
    let name = environment["TERM"] ?? ""
    if name.hasPrefix("screen") { return environment["TMUX"]?.isEmpty == false }
    return name != "linux" && !name.hasPrefix("vt1") && !name.hasPrefix("vt2")
  }
}

extension ColorDepth {
  /// The colours that an entry must have.
  fileprivate var colors: Int {
    switch self {
    case .truecolor: 0x100_0000
    case .indexed256: 256
    case .basic16: 16
    case .basic8: 8
    case .mono: -1
    }
  }
}

extension GlyphSet {
  /// What can be drawn: never more than the locale has characters for.
  static func chosen(_ wanted: GlyphSet?, isUTF8: Bool, terminal: String) -> GlyphSet {
    guard isUTF8 else { return .ascii }
    // The font of the Linux console has no braille.
    return wanted ?? (terminal == "linux" ? .blocks : .full)
  }
}
