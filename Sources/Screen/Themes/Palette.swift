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
    let reading = Self.reading(json: bytes)
    if let error = reading.problems.first(where: { !$0.isWarning }) { throw error }
    self = reading.palette
  }

  /// All that is wrong with a theme file.
  package static func problems(json bytes: [UInt8]) -> [ThemeError] {
    reading(json: bytes).problems
  }

  private init() { (name, entries) = ("unnamed", [:]) }

  private static func reading(json bytes: [UInt8]) -> (palette: Palette, problems: [ThemeError]) {
    var palette = Palette()
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      return (palette, [ThemeError(path: "$", reason: "\(error)")])
    }
    var problems: [ThemeError] = []
    palette.name = value["name"]?.string ?? "unnamed"
    palette.deepest = depth(value["colours"], &problems)
    for role in Role.allCases {
      palette.entries[role] = entry(
        value["roles"]?["\(role)"], path: "$.roles.\(role)", &problems)
    }
    problems += unknown(value, among: ["name", "colours", "roles"], path: "$")
    if let roles = value["roles"] {
      problems += unknown(roles, among: Role.allCases.map { "\($0)" }, path: "$.roles")
      for role in Role.allCases {
        guard let entry = roles["\(role)"] else { continue }
        problems += unknown(entry, among: ["rgb", "256", "16"], path: "$.roles.\(role)")
      }
    }
    return (palette, problems)
  }

  private static func depth(_ value: JSONValue?, _ problems: inout [ThemeError]) -> ColorDepth? {
    switch value?.number {
    case nil where value == nil: return nil
    case 0: return .mono
    case 8: return .basic8
    case 16: return .basic16
    case 256: return .indexed256
    default:
      problems.append(ThemeError(path: "$.colours", reason: "one of 0, 8, 16, 256 is expected"))
      return nil
    }
  }

  private static func entry(
    _ value: JSONValue?, path: String, _ problems: inout [ThemeError]
  ) -> Entry? {
    guard let value else {
      problems.append(ThemeError(path: path, reason: "missing"))
      return nil
    }
    var rgb: UInt32?
    if let text = value["rgb"]?.string, text.count == 6 { rgb = UInt32(text, radix: 16) }
    if rgb == nil {
      problems.append(
        ThemeError(path: path + ".rgb", reason: "six hexadecimal digits are expected"))
    }
    let indexed = index(value["256"], below: 256, path: path + ".256", &problems)
    let basic = index(value["16"], below: 16, path: path + ".16", &problems)
    return rgb.map { Entry(rgb: $0, indexed: indexed, basic: basic) }
  }

  private static func index(
    _ value: JSONValue?, below limit: Double, path: String, _ problems: inout [ThemeError]
  ) -> UInt8? {
    guard let value, value != .null else { return nil }
    guard let number = value.number, number >= 0, number < limit, number == number.rounded() else {
      problems.append(
        ThemeError(path: path, reason: "a whole number below \(Int(limit)), or null"))
      return nil
    }
    return UInt8(number)
  }

  /// Keys that nobody reads: most are slips of the pen.
  private static func unknown(
    _ value: JSONValue, among known: [String], path: String
  ) -> [ThemeError] {
    (value.object?.keys ?? []).filter { !known.contains($0) }.map {
      ThemeError(path: "\(path).\($0)", reason: "the key \($0) is not known", isWarning: true)
    }
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
  /// The theme can be used all the same.
  package var isWarning = false
  package var description: String { "\(path): \(reason)" }
}
