/// How many colours a terminal shows.
package enum ColorDepth: String, Hashable, Sendable, CaseIterable {
  case truecolor
  /// xterm's 256: the 16, a cube of 6×6×6 and 24 greys.
  case indexed256 = "256"
  /// The 8 and their bright forms.
  case basic16 = "16"
  case basic8 = "8"
  /// No colour at all: only bold, reverse and underline tell things apart.
  case mono
}

extension ColorDepth: Comparable {
  /// By how many colours there are.
  package static func < (one: ColorDepth, other: ColorDepth) -> Bool {
    one.count < other.count
  }

  private var count: Int {
    switch self {
    case .mono: 0
    case .basic8: 8
    case .basic16: 16
    case .indexed256: 256
    case .truecolor: 1 << 24
    }
  }
}
