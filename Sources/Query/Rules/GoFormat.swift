/// Go's `fmt.Sprintf` and its kin for what templates hold.
enum GoFormat {
  /// `%.4g` and its kin: trailing zeros go, exponents have two digits at least.
  static func general(_ value: Double, precision: Int) -> String {
    GoVerb.c("%.*g", [Int32(clamping: precision), value], value)
  }

  /// `fmt.Sprint`: a space between two operands of which neither is a text.
  static func joined(_ arguments: [TemplateValue]) -> String {
    var result = ""
    var wasText = true
    for argument in arguments where result.utf8.count <= enough {
      let isText = if case .text = argument { true } else { false }
      if !isText, !wasText { result += " " }
      result += print("%v", [argument])
      wasText = isText
    }
    return result
  }

  /// More than any text of a template may be: nothing is written behind so much.
  static let enough = 64 << 10

  /// With a space between all, no further than to `enough`.
  static func spaced(_ values: [TemplateValue]) -> String {
    spaced(values) { print("%v", [$0]) }
  }

  static func spaced<Value>(_ values: [Value], _ text: (Value) -> String) -> String {
    var result = ""
    for (place, value) in values.enumerated() where result.utf8.count <= enough {
      result += (place == 0 ? "" : " ") + text(value)
    }
    return result
  }

  static func print(_ format: String, _ arguments: [TemplateValue]) -> String {
    var printing = Printing(rest: format.unicodeScalars[...], arguments: arguments)
    return printing.run()
  }
}

/// One run over a format, as Go's `doPrintf` makes it.
private struct Printing {
  var rest: Substring.UnicodeScalarView
  let arguments: [TemplateValue]
  var result = ""
  private var next = 0
  private var isReordered = false
  /// Whether the last `[n]` was one.
  private var isGoodIndex = true
  private var isAfterIndex = false

  /// What Go makes of a width or a precision that is larger: none.
  private static let largest = 1_000_000
  /// More than a template may make in all.
  private static let most = 66_000

  init(rest: Substring.UnicodeScalarView, arguments: [TemplateValue]) {
    self.rest = rest
    self.arguments = arguments
  }

  mutating func run() -> String {
    while let percent = rest.firstIndex(of: "%"), result.utf8.count <= GoFormat.enough {
      result.unicodeScalars.append(contentsOf: rest[..<percent])
      rest = rest[rest.index(after: percent)...]
      directive()
    }
    result.unicodeScalars.append(contentsOf: rest)
    if !isReordered, next < arguments.count {
      result += "%!(EXTRA "
      for place in next..<arguments.count where result.utf8.count <= GoFormat.enough {
        let argument = arguments[place]
        result += place == next ? "" : ", "
        if case .nothing = argument {} else { result += "\(argument.typeName)=" }
        result += GoFormat.print("%v", [argument])
      }
      result += ")"
    }
    return result
  }

  private mutating func directive() {
    var verb = GoVerb()
    flags(&verb)
    isGoodIndex = true
    isAfterIndex = false
    index()
    if rest.first == "*" {
      rest.removeFirst()
      if let width = integerArgument() {
        if width < 0 { (verb.isMinus, verb.isZero) = (true, false) }
        verb.width = min(abs(width), Self.most)
      } else {
        result += "%!(BADWIDTH)"
      }
      isAfterIndex = false
    } else {
      verb.width = number()
      // `%[3]2d` has no meaning.
      if isAfterIndex, verb.width != nil { isGoodIndex = false }
    }
    if rest.first == "." {
      rest.removeFirst()
      if isAfterIndex { isGoodIndex = false }
      index()
      if rest.first == "*" {
        rest.removeFirst()
        let precision = integerArgument()
        if precision == nil { result += "%!(BADPREC)" }
        verb.precision = precision.flatMap { $0 < 0 ? nil : min($0, Self.most) }
        isAfterIndex = false
      } else {
        verb.precision = number() ?? 0
      }
    }
    if !isAfterIndex { index() }
    guard let letter = rest.popFirst() else {
      result += "%!(NOVERB)"
      return
    }
    verb.letter = letter
    if letter == "%" {
      result += "%"
    } else if !isGoodIndex {
      result += "%!\(letter)(BADINDEX)"
    } else if next >= arguments.count {
      result += "%!\(letter)(MISSING)"
    } else {
      result += verb.text(arguments[next])
      next += 1
    }
  }

  private mutating func flags(_ verb: inout GoVerb) {
    while let flag = rest.first {
      switch flag {
      case "#": verb.isSharp = true
      case "0": verb.isZero = !verb.isMinus
      case "+": verb.isPlus = true
      case "-": (verb.isMinus, verb.isZero) = (true, false)
      case " ": verb.isSpaced = true
      default: return
      }
      rest.removeFirst()
    }
  }

  private mutating func number() -> Int? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    rest = rest[digits.endIndex...]
    return Int(String(digits)).flatMap { $0 > Self.largest ? nil : min($0, Self.most) }
  }

  /// `[n]`: which argument is next, counted from 1.
  private mutating func index() {
    guard rest.first == "[" else { return }
    isReordered = true
    guard let end = rest.firstIndex(of: "]") else {
      isGoodIndex = false
      rest.removeFirst()
      return
    }
    let inside = rest[rest.index(after: rest.startIndex)..<end]
    rest = rest[rest.index(after: end)...]
    guard inside.allSatisfy({ ("0"..."9").contains($0) }), let place = Int(String(inside)),
      (1...max(1, arguments.count)).contains(place), !arguments.isEmpty
    else {
      isGoodIndex = false
      return
    }
    next = place - 1
    isAfterIndex = true
  }

  /// The width or the precision that `*` takes from the arguments.
  private mutating func integerArgument() -> Int? {
    guard next < arguments.count else { return nil }
    defer { next += 1 }
    guard case .integer(let integer, _) = arguments[next] else { return nil }
    return (-Self.largest...Self.largest).contains(integer) ? integer : nil
  }
}
