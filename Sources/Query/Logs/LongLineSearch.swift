import Times

/// Looks for the line that is larger than a reply may be, so that it can be stepped over: it is the
/// next one of a tail or of pages, but where it stands nobody knows.
///
/// All is counted from where the reading stopped, in its direction.
struct LongLineSearch: Sendable {
  private static let precision = Span.milliseconds(1)

  /// Up to here there is no other line.
  private(set) var near = Span.zero
  /// Before here it stands, as soon as it was hit.
  private(set) var far: Span?
  private var width = Span.seconds(1)

  /// How far the next question reaches.
  var reach: Span {
    guard let far else { return near + width }
    return near + Span(nanoseconds: max(1, (far + -near).nanoseconds / 2))
  }

  var isFound: Bool { far.map { $0 + -near <= Self.precision } ?? false }

  /// A question up to there was too large.
  mutating func hit(upTo reach: Span) { far = max(reach, near + Span(nanoseconds: 1)) }

  /// A question up to there had nothing new.
  mutating func miss(upTo reach: Span) {
    near = max(near, reach)
    if far == nil { width = width * 8 }
    // What was too large before is not any more.
    if let far, far <= near { self.far = nil }
  }
}
