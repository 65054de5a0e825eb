import Configuration
package import Frames
package import Matchers
package import Times

/// Keeps silences from holding more than was meant.
package struct SilenceGuard: Hashable, Sendable {
  /// Why a silence is not sent.
  package enum Refusal: Hashable, Sendable {
    case noMatchers
    /// An alert without any label would be held, and so every one that lacks these.
    case matchesEverything
    case onlyNegative
    /// More than half of all alerts.
    case tooMany(held: Int, of: Int)
    case tooLong(Span, maximum: Span)
  }

  package var maximumLength: Span
  /// Up to so many alerts may be all there are.
  package var fewAlerts = 3

  package init(maximumLength: Span = AcknowledgementSettings().longest) {
    self.maximumLength = maximumLength
  }

  /// What speaks against a silence, judged by all alerts that are known where it would be made.
  package func refusals(
    of matchers: MatcherSet, for length: Span, among alerts: [Labels]
  ) -> [Refusal] {
    var refusals: [Refusal] = []
    if matchers.isEmpty {
      refusals.append(.noMatchers)
    } else if matchers.matchers.allSatisfy(\.operation.isNegative) {
      refusals.append(.onlyNegative)
    } else if matchers.matches(Labels()) {
      refusals.append(.matchesEverything)
    }
    let held = alerts.count { matchers.matches($0) }
    if held > fewAlerts, held * 2 > alerts.count {
      refusals.append(.tooMany(held: held, of: alerts.count))
    }
    if length > maximumLength {
      refusals.append(.tooLong(length, maximum: maximumLength))
    }
    return refusals
  }
}

extension SilenceGuard.Refusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noMatchers: "a silence needs a matcher"
    case .matchesEverything:
      "the matchers match the empty label set: alerts without these labels would be held too"
    case .onlyNegative: "all matchers are negative: nearly every alert would be held"
    case .tooMany(let held, let all): "it would hold \(held) of \(all) alerts, more than half"
    case .tooLong(let length, let maximum):
      "\(length.prometheusText) is longer than maxSilence, \(maximum.prometheusText)"
    }
  }
}
