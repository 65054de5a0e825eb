package import Cells
import JSON

/// The colours of a theme, by role, at each depth.
package struct Palette: Hashable, Sendable {
  package var name: String
  /// The most colours it uses of a terminal; nil is all that there are.
  package var deepest: ColorDepth?
  private var entries: [Role: Entry]

  /// A colour at each depth; nil is the terminal's own.
  struct Entry: Hashable, Sendable {
    var rgb: UInt32
    var indexed: UInt8?
    var basic: UInt8?
  }

  /// Reads a theme file: `{"name", "roles": {"text": {"rgb": "c3cedb", "256": 252, "16": 7}, …}}`; with
  /// `"colours": 16` it keeps to the terminal's own palette, with 0 to its own text colour.
  package init(json bytes: [UInt8]) throws(ThemeError) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw ThemeError(path: "$", reason: "\(error)")
    }
    name = value["name"]?.string ?? "unnamed"
    deepest = try Self.depth(value["colours"])
    entries = [:]
    for role in Role.allCases {
      entries[role] = try Self.entry(value["roles"]?["\(role)"], path: "$.roles.\(role)")
    }
  }

  private static func depth(_ value: JSONValue?) throws(ThemeError) -> ColorDepth? {
    switch value?.number {
    case nil where value == nil: return nil
    case 0: return .mono
    case 8: return .basic8
    case 16: return .basic16
    case 256: return .indexed256
    default: throw ThemeError(path: "$.colours", reason: "one of 0, 8, 16, 256 is expected")
    }
  }

  private static func entry(_ value: JSONValue?, path: String) throws(ThemeError) -> Entry {
    guard let value else { throw ThemeError(path: path, reason: "missing") }
    guard let text = value["rgb"]?.string, text.count == 6, let rgb = UInt32(text, radix: 16) else {
      throw ThemeError(path: path + ".rgb", reason: "six hexadecimal digits are expected")
    }
    return Entry(
      rgb: rgb, indexed: try index(value["256"], below: 256, path: path + ".256"),
      basic: try index(value["16"], below: 16, path: path + ".16"))
  }

  private static func index(
    _ value: JSONValue?, below limit: Double, path: String
  ) throws(ThemeError) -> UInt8? {
    guard let value, value != .null else { return nil }
    guard let number = value.number, number >= 0, number < limit, number == number.rounded() else {
      throw ThemeError(path: path, reason: "a whole number below \(Int(limit)), or null")
    }
    return UInt8(number)
  }

  /// Every role has an entry once a palette is made; grey is never seen.
  subscript(role: Role) -> Entry { entries[role] ?? Entry(rgb: 0x808080, indexed: 8, basic: 7) }

  /// The colour of a role in a terminal that shows all of them, 0xRRGGBB.
  package func rgb(_ role: Role) -> UInt32 { self[role].rgb }
}

/// What is wrong with a theme file, and where.
package struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
  package var path: String
  package var reason: String
  package var description: String { "\(path): \(reason)" }
}
