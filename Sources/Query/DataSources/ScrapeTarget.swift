package import HTTP
import JSON
package import Times

/// What a Prometheus scrapes, and how the last scrape went; texts are raw.
package struct ScrapeTarget: Hashable, Sendable {
  package enum Health: Int, Hashable, Comparable, Sendable {
    case down, unknown, up

    package static func < (left: Health, right: Health) -> Bool { left.rawValue < right.rawValue }
  }

  package var job: String
  package var instance: String
  package var health: Health
  /// `nil` before the first scrape.
  package var lastScrape: Instant?
  /// Seconds.
  package var duration: Double
  /// Empty when all went well.
  package var lastError: String

  package init(
    job: String, instance: String, health: Health, lastScrape: Instant? = nil,
    duration: Double = 0, lastError: String = ""
  ) {
    self.job = job
    self.instance = instance
    self.health = health
    self.lastScrape = lastScrape
    self.duration = duration
    self.lastError = lastError
  }
}

extension Prometheus {
  /// Targets of an answer that are read at most.
  private static let targetLimit = 20_000

  /// The request for what the server scrapes now.
  package static func targets(of source: DataSource) -> HTTPRequest {
    source.request(.get, "/api/v1/targets", [("state", "active")])
  }

  /// The targets in a reply, the worst first, then by job and instance.
  package static func targets(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [ScrapeTarget] {
    let (targets, _) = try data(of: response, from: source.name) { (cursor) throws(JSONError) in
      try readTargets(&cursor)
    }
    return (targets ?? []).sorted {
      ($0.health.rawValue, $0.job, $0.instance) < ($1.health.rawValue, $1.job, $1.instance)
    }
  }

  private static func readTargets(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> [ScrapeTarget] {
    var targets: [ScrapeTarget] = []
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      guard key == "activeTargets", try cursor.nextKind() == .array else {
        try cursor.skip()
        continue
      }
      try cursor.enterArray()
      while try cursor.nextElement() {
        let value = try cursor.value()
        if targets.count < targetLimit { targets.append(ScrapeTarget(value)) }
      }
    }
    return targets
  }
}

extension ScrapeTarget {
  fileprivate init(_ value: JSONValue) {
    let labels = value["labels"]
    let health: Health =
      switch value["health"]?.string {
      case "up": .up
      case "down": .down
      default: .unknown
      }
    self.init(
      job: labels?["job"]?.string ?? value["scrapePool"]?.string ?? "",
      instance: labels?["instance"]?.string ?? value["scrapeUrl"]?.string ?? "",
      health: health, lastScrape: value["lastScrape"]?.string.flatMap(Self.instant),
      duration: value["lastScrapeDuration"]?.lenientNumber ?? 0,
      lastError: value["lastError"]?.string ?? "")
  }

  /// Go writes the year 1 for never.
  private static func instant(_ text: String) -> Instant? {
    let epoch = Instant(milliseconds: 0)
    let calendar = Calendar(.utc)
    guard !text.hasPrefix("0001"),
      let instant = try? TimeExpression(text, calendar: calendar)
        .resolve(now: epoch, calendar: calendar, roundsUp: false)
    else { return nil }
    return instant > epoch ? instant : nil
  }
}
