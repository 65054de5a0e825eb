package import Dashboards
package import Times

// The variables that every dashboard has.
extension VariableValues {
  /// The same with what is known of a dashboard over a range: `$__from`, `$__range`,
  /// `$__dashboard`, `$timeFilter` and their like, and the lengths of intervals chosen as `auto`.
  ///
  /// There is nobody to be logged in as: user and organisation are those of an anonymous visitor.
  package func over(
    _ range: TimeRange, of dashboard: Dashboard, calendar: Calendar
  ) -> VariableValues {
    var copy = with(builtIns: Self.builtIns(of: range))
    copy.builtIns.merge([
      "__dashboard": dashboard.title, "__dashboard.name": dashboard.title,
      "__dashboard.title": dashboard.title, "__dashboard.uid": dashboard.uid ?? "",
      "__org": "1", "__org.name": "Main Org.", "__org.id": "1",
      "__user": "0", "__user.id": "0", "__user.login": "", "__user.email": "",
      "__timezone": dashboard.timeZone ?? "browser",
    ]) { _, new in new }
    copy.calendar = calendar
    return copy.withIntervals(of: range)
  }

  static func builtIns(of range: TimeRange) -> [String: String] {
    let (from, to) = (range.from.milliseconds, range.to.milliseconds)
    let seconds = range.span.milliseconds / 1000
    return [
      "__from": "\(from)", "__to": "\(to)", "__range": "\(seconds)s", "__range_s": "\(seconds)",
      "__range_ms": "\(range.span.milliseconds)",
      "timeFilter": "time >= \(from)ms and time <= \(to)ms",
      "__timeFilter": "time >= \(from)ms and time <= \(to)ms",
      "__url_time_range": "from=\(from)&to=\(to)",
    ]
  }

  static func builtIns(interval: Span, rate: Span) -> [String: String] {
    [
      "__interval": interval.prometheusText, "__interval_ms": "\(interval.milliseconds)",
      "__interval_s": "\(interval.milliseconds / 1000)",
      "__rate_interval": rate.prometheusText, "__rate_interval_ms": "\(rate.milliseconds)",
      "__rate_interval_s": "\(rate.milliseconds / 1000)",
    ]
  }

  /// Fills in the question for a variable's options. It has no points of its own: intervals are
  /// those of a scrape.
  package func interpolate(variableQuery text: String, _ scrape: Span) -> String {
    let rate = Interval.rateInterval(scrape, scrape: scrape)
    return with(builtIns: Self.builtIns(interval: scrape, rate: rate)).interpolate(promQL: text)
  }

  /// `var-a=1&var-b=2`, for links.
  var allVariables: String {
    values.keys.sorted().compactMap { name in
      values[name].map {
        VariableFormat("queryparam").text(of: $0, variable: name, calendar: calendar)
      }
    }.joined(separator: "&")
  }
}
