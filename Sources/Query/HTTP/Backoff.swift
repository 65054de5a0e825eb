/// How long to leave a failing server alone: 1 to 2 s after the first failure, then twice as long
/// each time, up to 30 to 60 s.
///
/// The lower half of each delay is fixed and the upper one random, so that many clients do not come
/// back at the same moment. Randomness is handed in.
package struct Backoff: Hashable, Sendable {
  /// Failures since the last success.
  package private(set) var failures = 0

  package init() {}

  /// Takes note of a failure; gives the seconds to wait. `random` is in 0…1.
  package mutating func failed(random: Double) -> Double {
    failures = min(failures + 1, 6)
    let ceiling = min(Double(1 << failures), 60)
    let share = (0...1).contains(random) ? random : 0
    return max(1, ceiling * (0.5 + share / 2))
  }

  package mutating func succeeded() { failures = 0 }

  /// The seconds after which a request may be sent again, given what came of it; `nil` when it was
  /// answered for good.
  ///
  /// No 4xx is retried, since the same question has the same fault, but 429 after its
  /// `Retry-After`, for at most an hour. A server's 5xx may name a time too.
  package mutating func delay(
    after reply: Result<HTTPResponse, HTTPError>, random: Double
  ) -> Double? {
    switch reply {
    case .success(let response) where response.status == 429 || response.status >= 500:
      let delay = failed(random: random)
      // The form with a date would need a clock that agrees with the server's.
      guard let text = response[header: "Retry-After"], let seconds = UInt32(text) else {
        return delay
      }
      return max(1, min(Double(seconds), 3600))
    case .failure(let error) where error.code == .unreachable || error.code == .timedOut:
      return failed(random: random)
    case .failure:
      return nil
    case .success:
      succeeded()
      return nil
    }
  }
}
