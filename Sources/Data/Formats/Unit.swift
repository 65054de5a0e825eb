/// How the numbers of a unit are written: the family of the rule, and what it is told.
///
/// The ids are Grafana's; `Resources/units.tsv` lists them.
struct Unit: Hashable, Sendable {
  enum Family: String, Hashable, Sendable {
    case plain, words, attached, simple, string, iec, si, count, duration
    case wordsDuration = "words-duration"
    case clock, date, ago, money
    case moneyAfter = "money-after"
    case locale, bool, hex, sci
    case prefix
  }

  var family: Family
  /// The sign after (or, for money, before) the number; a pattern for dates.
  var sign: String
  /// The power of the base that the input is already in, or its scale.
  var scale: Double

  init(_ family: Family, _ sign: String = "", scale: Double = 0) {
    self.family = family
    self.sign = sign
    self.scale = scale
  }

  /// The unit of an id as a layout stores it; what is not known is written after the number.
  init(id: String) {
    if let known = Self.known[id] {
      self = known
    } else if let colon = id.firstIndex(of: ":"), colon != id.startIndex {
      self = Self.custom(String(id[..<colon]), String(id[id.index(after: colon)...]))
    } else {
      self = id.isEmpty ? Unit(.plain) : Unit(.simple, id)
    }
  }

  private static func custom(_ kind: String, _ rest: String) -> Unit {
    switch kind {
    case "suffix": return Unit(.simple, rest)
    case "prefix": return Unit(.prefix, rest)
    case "count": return Unit(.count, rest)
    case "currency":
      // `currency:financial:€` is not scaled.
      let plain = "financial:"
      return rest.hasPrefix(plain)
        ? Unit(.prefix, String(rest.dropFirst(plain.count))) : Unit(.money, rest)
    case "time": return Unit(.date, rest)
    case "bool": return Unit(.bool, rest)
    case "si":
      let prefixes: [Character: Double] = [
        "f": -5, "p": -4, "n": -3, "µ": -2, "u": -2, "m": -1, "k": 1, "M": 2, "G": 3, "T": 4,
        "P": 5,
      ]
      if rest.count > 1, let first = rest.first, let scale = prefixes[first] {
        return Unit(.si, String(rest.dropFirst()), scale: scale)
      }
      return Unit(.si, rest)
    default: return Unit(.simple, kind + ":" + rest)
    }
  }

  private static let known: [String: Unit] = {
    var units: [String: Unit] = [:]
    for line in String(decoding: PackageResources.units_tsv, as: UTF8.self).split(separator: "\n")
    where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count >= 2, let family = Family(rawValue: String(columns[1])) else { continue }
      units[String(columns[0])] = Unit(
        family, columns.count > 2 ? String(columns[2]) : "",
        scale: columns.count > 3 ? Double(columns[3]) ?? 0 : 0)
    }
    return units
  }()
}
