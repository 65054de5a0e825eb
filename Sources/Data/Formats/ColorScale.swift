/// The colours of `continuous-*`, from the least value to the greatest.
enum ColorScale {
  /// `GrYlRd` and the like, else the shades of one colour (`reds`); `nil` when it is not known.
  static func stops(_ id: String) -> [UInt32]? {
    if let known = known[id] { return known }
    var stops: [UInt32] = []
    var rest = id[...]
    while rest.count >= 2 {
      guard let color = colors[String(rest.prefix(2))] else { return nil }
      stops.append(color)
      rest = rest.dropFirst(2)
    }
    return rest.isEmpty && stops.count > 1 ? stops : nil
  }

  private static let colors: [String: UInt32] = [
    "Gr": 0x73bf69, "Yl": 0xfade2a, "Rd": 0xf2495c, "Bl": 0x5794f2, "Pu": 0xb877d9,
  ]

  private static let known: [String: [UInt32]] = [
    "reds": [0x3a1218, 0xf2495c], "greens": [0x16301a, 0x73bf69],
    "blues": [0x13233b, 0x5794f2], "purples": [0x2c1b37, 0xb877d9],
    "viridis": [0x440154, 0x21918c, 0xfde725], "magma": [0x000004, 0xb73779, 0xfcfdbf],
    "plasma": [0x0d0887, 0xcc4778, 0xf0f921], "inferno": [0x000004, 0xbc3754, 0xfcffa4],
    "cividis": [0x00224e, 0x7d7c78, 0xfee838],
  ]

  /// The colour at a share of the way, as `#rrggbb`.
  static func color(_ id: String, at share: Double) -> String? {
    guard let stops = stops(id), share.isFinite else { return nil }
    let place = min(1, max(0, share)) * Double(stops.count - 1)
    let low = min(stops.count - 2, Int(place))
    let part = place - Double(low)
    var mixed: UInt32 = 0
    for shift in [16, 8, 0] as [UInt32] {
      let (a, b) = (Double(stops[low] >> shift & 0xff), Double(stops[low + 1] >> shift & 0xff))
      mixed |= UInt32((a + (b - a) * part).rounded()) << shift
    }
    let digits = String(mixed, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
