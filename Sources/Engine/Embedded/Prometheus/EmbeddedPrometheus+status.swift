import Exposition
import Frames
import PromQLSyntax
import Times

extension EmbeddedPrometheus {
  func metadata(_ form: RequestForm) throws(APIError) -> [UInt8] {
    var limit = -1
    if !form["limit"].isEmpty {
      guard let number = Int(form["limit"]) else {
        throw APIError(.badData, "limit must be a number")
      }
      limit = number
    }
    let wanted = form["metric"]
    var families = (backing.world?.metadata ?? []).filter { wanted.isEmpty || $0.name == wanted }
    if limit >= 0 { families = Array(families.prefix(limit)) }
    var json = JSONBytes()
    json.write("{")
    for (index, family) in families.enumerated() {
      if index > 0 { json.write(",") }
      json.write(string: family.name)
      json.write(":[{\"type\":")
      json.write(string: family.kind.rawValue)
      json.write(",\"help\":")
      json.write(string: family.help)
      json.write(",\"unit\":\"\"}]")
    }
    json.write("}")
    return json.bytes
  }

  func targets(_ form: RequestForm, now: Instant) -> [UInt8] {
    let showsActive = ["", "any", "active"].contains(form["state"].lowercased())
    var json = JSONBytes()
    json.write("{\"activeTargets\":[")
    for (index, target) in (showsActive ? backing.world?.targets ?? [] : []).enumerated() {
      if index > 0 { json.write(",") }
      write(target, at: now, to: &json)
    }
    json.write("],\"droppedTargets\":[]}")
    return json.bytes
  }

  private func write(_ target: ScrapedWorld.Target, at now: Instant, to json: inout JSONBytes) {
    let url = "http://\(target.instance)/metrics"
    json.write("{\"discoveredLabels\":")
    json.write(
      Labels([
        ("__address__", target.instance), ("__metrics_path__", "/metrics"),
        ("__scheme__", "http"), ("__scrape_interval__", "15s"), ("__scrape_timeout__", "10s"),
        ("job", target.job),
      ]))
    json.write(",\"labels\":")
    json.write(["instance": target.instance, "job": target.job])
    json.write(",\"scrapePool\":")
    json.write(string: target.job)
    json.write(",\"scrapeUrl\":")
    json.write(string: url)
    json.write(",\"globalUrl\":")
    json.write(string: url)
    let last = ScrapeGrid.time(of: ScrapeGrid.number(notAfter: now.milliseconds))
    json.write(",\"lastError\":\"\",\"lastScrape\":")
    json.write(string: text(of: Instant(milliseconds: last)))
    json.write(",\"lastScrapeDuration\":0.0046,\"health\":\"up\",")
    json.write("\"scrapeInterval\":\"15s\",\"scrapeTimeout\":\"10s\"}")
  }

  /// RFC 3339.
  private func text(of instant: Instant) -> String {
    let calendar = Calendar(.utc)
    let (year, rest) = (calendar.components(of: instant).year, instant.milliseconds % 1000)
    let fraction = String(1000 + rest).dropFirst()
    return "\(year)-\(calendar.date(instant))T\(calendar.time(instant)).\(fraction)Z"
  }

  func formatQuery(_ form: RequestForm) throws(APIError) -> [UInt8] {
    var json = JSONBytes()
    do {
      json.write(string: "\(try Expression(parsing: form["query"]))")
    } catch {
      throw .badParameter("query", "\(error)")
    }
    return json.bytes
  }

  func buildInfo() -> String {
    """
    {"version":"\(Self.version)","revision":"","branch":"","buildUser":"","buildDate":"",\
    "goVersion":""}
    """
  }
}
