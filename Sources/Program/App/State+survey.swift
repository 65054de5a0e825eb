import Alerts
import Configuration
import DataSources
import Frames
import Queries
import Times

// How contexts do that are not shown: cheap questions at their own interval.
extension State {
  /// The contexts that are surveyed: all but the one on the screen, whose panels say enough, and
  /// with the front door open all.
  private var surveyed: [Int] {
    contexts.indices.filter { $0 != context || isAtFrontDoor }
  }

  var nextSurvey: Instant? {
    surveyed.compactMap { index in
      let survey = contexts[index].survey
      return survey.isAsking ? nil : survey.askedAt.map { $0 + contexts[index].settings.refresh }
    }.min()
  }

  /// Asks the contexts whose time has come.
  mutating func survey() -> [Effect] {
    surveyed.flatMap { index -> [Effect] in
      let survey = contexts[index].survey
      let isDue = survey.askedAt.map { now >= $0 + contexts[index].settings.refresh } ?? true
      guard !survey.isAsking, isDue else { return [] }
      contexts[index].survey.askedAt = now
      return questions(to: index)
    }
  }

  /// How often each alert fires, and for how long, which a server need not know.
  private static let surveyQuery = """
    count by (severity, alertname) (ALERTS{alertstate="firing"}) or label_replace(time() - \
    min by (severity, alertname) (ALERTS_FOR_STATE and ignoring (alertstate) \
    ALERTS{alertstate="firing"}), "figure", "age", "", "")
    """

  /// How many alerts fire, and whether the other sources are there.
  private mutating func questions(to index: Int) -> [Effect] {
    let sources = contexts[index].settings.sources
    let asked = sources.first { $0.kind == .prometheus }
    var effects: [Effect] = []
    if let asked {
      contexts[index].survey.isAsking = true
      let query = Query(
        panelID: 0, refID: "A", dataSource: .init(type: asked.kind.rawValue, uid: asked.uid),
        expression: Self.surveyQuery, mode: .instant,
        range: TimeRange(from: now, to: now))
      let place = Fetch.Place(view: 0, panel: 0, target: 0, isInstant: true)
      effects.append(
        .survey(
          context: index,
          Fetch(id: Fetch.ID(place: place, refresh: 0), query: query, source: asked)))
    }
    // The shown context's sources have their dots already.
    guard index != context else { return effects }
    return effects + sources.filter { $0.name != asked?.name }.map { .probe($0) }
  }

  mutating func apply(
    _ result: Result<Answer, DataSourceError>, toSurveyOf index: Int
  ) -> [Effect] {
    guard contexts.indices.contains(index), contexts[index].survey.isAsking else { return [] }
    contexts[index].survey.isAsking = false
    let source = contexts[index].settings.sources.first { $0.kind == .prometheus }?.name ?? ""
    switch result {
    case .success(let answer):
      contexts[index].survey.failure = nil
      contexts[index].survey.downSince = nil
      contexts[index].survey.answeredAt = now
      contexts[index].survey.alerts = Self.counts(in: answer.frames)
      note(source, isUp: true, in: index, reason: "")
      return askWorst(of: index)
    case .failure(let error):
      contexts[index].survey.failure = error.detail
      noteDown(index, error.isOfSource)
      note(source, isUp: !error.isOfSource, in: index, reason: error.detail)
    }
    return []
  }

  /// Asks what the worst alert says, which only the front door has room for.
  func askWorst(of index: Int) -> [Effect] {
    guard isAtFrontDoor, let worst = contexts[index].survey.alerts?.first, !worst.name.isEmpty,
      let source = contexts[index].settings.sources.first(where: { $0.kind == .prometheus })
    else { return [] }
    return [.surveyAlerts(context: index, source)]
  }

  /// Takes what the alert says that has been firing longest of those that the survey found worst.
  /// A server that tells of no alerts has counted them all the same.
  mutating func apply(
    _ result: Result<Prometheus.Listing<RuleReport.ActiveAlert>, DataSourceError>,
    toWorstOf index: Int
  ) {
    guard contexts.indices.contains(index) else { return }
    contexts[index].survey.figure = nil
    guard case .success(let listing) = result, let worst = contexts[index].survey.alerts?.first
    else { return }
    let alert = listing.elements
      .filter { alert in
        alert.isFiring && alert.labels["alertname"] == worst.name
          && Self.severity(of: alert.labels) == worst.severity
      }
      .min { ($0.activeAt?.nanoseconds ?? .max) < ($1.activeAt?.nanoseconds ?? .max) }
    contexts[index].survey.figure =
      alert.flatMap { $0.annotations["summary"] ?? $0.annotations["description"] }
  }

  private static func severity(of labels: Labels) -> String {
    labels["severity"].flatMap { $0.isEmpty ? nil : $0 } ?? "other"
  }

  /// `PrometheusDown` is one critical alert, and of the others nothing is known.
  private mutating func noteDown(_ index: Int, _ isDown: Bool) {
    let since = isDown ? contexts[index].survey.downSince ?? now : nil
    contexts[index].survey.downSince = since
    guard let since, now - since >= DownSources.holdFor else { return }
    contexts[index].survey.figure = nil
    contexts[index].survey.alerts = [
      .init(
        severity: "critical", count: 1, name: DownSources.alertName, most: 1, age: now - since)
    ]
  }

  /// Takes the answer of a probe for every context that has the source and is not shown.
  mutating func note(_ result: Result<String, DataSourceError>, ofProbe source: String) {
    for index in contexts.indices where index != context {
      switch result {
      case .success: note(source, isUp: true, in: index, reason: "")
      case .failure(let error): note(source, isUp: false, in: index, reason: error.detail)
      }
    }
  }

  private mutating func note(_ source: String, isUp: Bool, in index: Int, reason: String) {
    guard index != context, contexts[index].health[source] != nil else { return }
    contexts[index].health[source]?.standing = isUp ? .up : .down(reason)
    if isUp {
      contexts[index].health[source]?.answeredAt = now
      contexts[index].health[source]?.nextTry = nil
    }
  }

  /// The counts by severity, the most severe first.
  private static func counts(in frames: [Frame]) -> [ContextState.Survey.Count] {
    let order = ["critical", "page", "error", "warning", "info"]
    let figures = frames.compactMap { frame -> (labels: Labels, number: Double)? in
      guard let field = frame.fields.first(where: { $0.numbers != nil }),
        let numbers = field.numbers, let last = numbers.last ?? nil, last.isFinite
      else { return nil }
      return (field.labels, last)
    }
    var counts: [String: ContextState.Survey.Count] = [:]
    for (labels, number) in figures where labels["figure"] == nil {
      let severity = severity(of: labels)
      let (count, name) = (Int(max(0, min(1e9, number))), labels["alertname"] ?? "")
      var known = counts[severity] ?? ContextState.Survey.Count(severity: severity, count: 0)
      known.count += count
      if (count, known.name) > (known.most, name) { (known.name, known.most) = (name, count) }
      counts[severity] = known
    }
    for (labels, number) in figures where labels["figure"] == "age" {
      let severity = severity(of: labels)
      guard labels["alertname"] ?? "" == counts[severity]?.name else { continue }
      counts[severity]?.age = .seconds(max(0, min(1e9, number)))
    }
    return counts.values.sorted {
      (order.firstIndex(of: $0.severity) ?? order.count, $0.severity)
        < (order.firstIndex(of: $1.severity) ?? order.count, $1.severity)
    }
  }

  /// How a context does, in a few words.
  func standing(of index: Int) -> (words: String, isBad: Bool) {
    let health = index == context ? self.health : contexts[index].health
    let down = contexts[index].settings.sources.first { health[$0.name]?.isDown ?? false }
    if let down { return ("\(down.name) is down", true) }
    let survey = contexts[index].survey
    guard let alerts = survey.alerts else { return (survey.isAsking ? "asking" : "", false) }
    guard let worst = alerts.first else { return ("calm", false) }
    return ("\(worst.count) \(worst.severity)", worst.severity == "critical")
  }
}
