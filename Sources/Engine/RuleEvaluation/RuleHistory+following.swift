import PromQL
import Rules
import Samples
import Times

// Rules that are asked time and again.
extension RuleHistory {
  /// The most evaluations that one track holds, and the longest that it is continued over at once:
  /// after more it begins anew.
  private static let mostKept: Int64 = 10_000
  private static let longestGap: Int64 = 2 * 3_600_000
  /// How far back a track goes at least: as far as series are looked for.
  private static let usual: Int64 = 600_000

  /// Continues a track to a moment (milliseconds), or begins one that has series from `from` on.
  ///
  /// What it gives may be further already; after a failure it is not so far.
  func follow(
    _ rule: Rule, in group: RuleGroup, _ track: inout RuleTrack?, from: Int64, to: Int64,
    _ source: any SampleSource
  ) -> RuleTrack {
    let step = step(of: group)
    let last = Self.floored(to, step)
    if var known = track, from >= known.first, last - known.last <= Self.longestGap,
      (last - known.first) / step <= Self.mostKept
    {
      guard last > known.last else { return known }
      if let error = advance(&known, rule, group, to: last, step, source) {
        known.state.fail(error, at: Instant(milliseconds: last))
      } else {
        track = known
      }
      return known
    }
    let first = Self.floored(min(from, last - Self.usual), step)
    var made = RuleTrack(first: first, last: last)
    made.state = trace(of: rule, in: group, from: first, to: last, source) { time, state in
      made.series.write(state.active.flatMap { $0.series(of: rule) }, at: time)
    }
    // Who asks for an earlier moment does not take from others what they know of later ones.
    let isKept = made.state.error == nil && (last - first) / step <= Self.mostKept
    if isKept, last >= track?.last ?? last { track = made }
    return made
  }

  private func advance(
    _ track: inout RuleTrack, _ rule: Rule, _ group: RuleGroup, to last: Int64, _ step: Int64,
    _ source: any SampleSource
  ) -> String? {
    let results: [Int64: [RuleSample]]
    do throws(PromQLError) {
      results = try samples(of: rule, from: track.last + step, to: last, step: step, in: source)
    } catch {
      return error.detail
    }
    while track.last < last {
      track.last += step
      track.state.apply(
        results[track.last] ?? [], of: rule, limit: group.limit,
        at: Instant(milliseconds: track.last))
      track.series.write(track.state.active.flatMap { $0.series(of: rule) }, at: track.last)
    }
    return nil
  }
}
