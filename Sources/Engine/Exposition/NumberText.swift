/// A value as the formats spell it: whole numbers without a point.
func numberText(_ value: Double) -> String {
  if value.isNaN { return "NaN" }
  if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
  if let whole = Int64(exactly: value), whole.magnitude < 1 << 53, whole != 0 || value.sign == .plus
  {
    return String(whole)
  }
  return value.description
}

/// A bound as the label `le` has it, alike in every format: always with a point, as OpenMetrics
/// asks (`100.0`), so that a series keeps its labels whatever format it was scraped in.
func boundText(_ bound: Double) -> String {
  bound.isFinite ? bound.description : numberText(bound)
}

/// Milliseconds as seconds, without the error of a division.
func secondsText(_ milliseconds: Int64) -> String {
  let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
  guard rest != 0 else { return String(seconds) }
  let digits = String(1000 + rest.magnitude).dropFirst()
  return (milliseconds < 0 && seconds == 0 ? "-" : "") + "\(seconds).\(digits)"
}
