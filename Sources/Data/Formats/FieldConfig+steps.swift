extension FieldConfig {
  /// How many seconds a number of the unit is one of; nil for what is no length of time.
  package var secondsPerUnit: Double? {
    let unit = Unit(id: unit ?? "")
    switch unit.family {
    case .duration, .wordsDuration, .clock: return unit.scale
    default: return nil
    }
  }

  /// How many bytes or bits a number of the unit is one of, where it is written in powers of 1024.
  package var bytesPerUnit: Double? {
    let unit = Unit(id: unit ?? "")
    guard unit.family == .iec, unit.scale >= 0, unit.scale <= 8 else { return nil }
    var bytes = 1.0
    for _ in 0..<Int(unit.scale) { bytes *= 1024 }
    return bytes
  }
}
