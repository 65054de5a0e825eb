#if canImport(Glibc)
  import Glibc
#endif

/// Functions of one number.
enum ElementFunctions {
  static let named: [String: @Sendable (Double) -> Double] = [
    "abs": { abs($0) }, "ceil": { $0.rounded(.up) }, "floor": { $0.rounded(.down) },
    "exp": { exp($0) }, "sqrt": { $0.squareRoot() },
    "ln": { log($0) }, "log2": { log2($0) }, "log10": { log10($0) },
    "sgn": { $0 < 0 ? -1 : $0 > 0 ? 1 : $0 },
    "sin": { sin($0) }, "cos": { cos($0) }, "tan": { tan($0) },
    "asin": { asin($0) }, "acos": { acos($0) }, "atan": { atan($0) },
    "sinh": { sinh($0) }, "cosh": { cosh($0) }, "tanh": { tanh($0) },
    "asinh": { asinh($0) }, "acosh": { acosh($0) }, "atanh": { atanh($0) },
    "deg": { $0 * 180 / .pi }, "rad": { $0 * .pi / 180 },
  ]

  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
  static func angle(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
}
