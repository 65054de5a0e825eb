import Cells

/// What stands behind `ESC [`: parameters and a final byte.
struct ControlSequence {
  private let numbers: [Int]
  /// Whether the parameters begin with `<`, as those of a mouse report do.
  private let isMouse: Bool
  private let final: UInt8

  init(parameters: [UInt8], final: UInt8) {
    isMouse = parameters.first == UInt8(ascii: "<")
    let text = isMouse ? parameters.dropFirst() : parameters[...]
    numbers = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
      // Five digits are more than any parameter has.
      $0.prefix(5).reduce(0) { $0 * 10 + Int($1 & 0xf) }
    }
    self.final = final
  }

  var isPasteStart: Bool { final == UInt8(ascii: "~") && numbers.first == 200 }

  var key: Key? {
    switch Character(Unicode.Scalar(final)) {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "F": .end
    case "H": .home
    case "Z": .backTab
    case "P", "Q", "R", "S": .function(Int(final) - 0x4f)
    case "~": numbers.first.flatMap(numbered)
    case "M", "m": isMouse ? mouse : nil
    default: nil
    }
  }

  private func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  private var mouse: Key? {
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    return mouseKey(
      code: numbers[0], x: numbers[1] - 1, y: numbers[2] - 1, isRelease: final == UInt8(ascii: "m"))
  }
}

/// What stands behind `ESC O`.
func singleShift(_ byte: UInt8) -> Key? {
  switch Character(Unicode.Scalar(byte)) {
  case "A": .up
  case "B": .down
  case "C": .right
  case "D": .left
  case "F": .end
  case "H": .home
  case "M": .enter
  case "P", "Q", "R", "S": .function(Int(byte) - 0x4f)
  default: nil
  }
}

/// A report of a terminal that knows the oldest mouse protocol only: three bytes from 32 on.
func oldMouseKey(_ bytes: [UInt8]) -> Key? {
  guard bytes.count == 3, bytes.allSatisfy({ $0 >= 32 }), bytes[1] > 32, bytes[2] > 32 else {
    return nil
  }
  let code = Int(bytes[0]) - 32
  return mouseKey(
    code: code, x: Int(bytes[1]) - 33, y: Int(bytes[2]) - 33, isRelease: code & 0x43 == 3)
}

private func mouseKey(code: Int, x: Int, y: Int, isRelease: Bool) -> Key? {
  // Motion is not asked for.
  guard code & 0x20 == 0 else { return nil }
  if code & 0x40 != 0 {
    guard code & 3 < 2 else { return nil }
    return .mouse(Mouse(code & 1 == 0 ? .wheelUp : .wheelDown, .none, x: x, y: y))
  }
  let buttons: [Mouse.Button] = [.left, .middle, .right, .none]
  return .mouse(Mouse(isRelease ? .release : .press, buttons[code & 3], x: x, y: y))
}
