package import Times

/// Refresh intervals as people write them.
package enum IntervalText {
  package static let usual: [Span?] =
    [nil] + [5, 10, 30, 60, 300, 900, 1800, 3600].map { Span.seconds($0) }

  /// `nil` for `off`.
  package static func read(_ text: String) -> Result<Span?, InputProblem> {
    var text = text.filter { $0 != " " }.lowercased()
    if text.hasSuffix("min") { text.removeLast(2) }
    if ["off", "never", "no", "0", "0s"].contains(text) { return .success(nil) }
    let span: Span
    do {
      span = try Span(parsing: text)
    } catch {
      return .failure(InputProblem("\(error), or off"))
    }
    guard span >= .seconds(1) else {
      return .failure(InputProblem("a second at least"))
    }
    guard span <= .hours(24) else { return .failure(InputProblem("a day at most")) }
    return .success(span)
  }
}
