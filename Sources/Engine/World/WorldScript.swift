package import Frames
import JSON
package import Times

/// Effects that are forced on a world, for tests and rehearsals.
package struct WorldScript: Hashable, Sendable {
  /// Changes every series of a metric that has these labels, at once and wholly.
  package struct Entry: Hashable, Sendable {
    package var metric: String
    package var labels: Labels
    package var from: Instant
    package var to: Instant
    package var change: Change

    package init(
      metric: String, labels: Labels = Labels(), from: Instant, to: Instant, change: Change
    ) {
      self.metric = metric
      self.labels = labels
      self.from = from
      self.to = to
      self.change = change
    }
  }

  package var entries: [Entry]

  package init(_ entries: [Entry] = []) { self.entries = entries }
}

extension WorldScript {
  /// Reads `[{"metric": "queue_depth", "labels": {"queue": "transcode"}, "from": "now-1h",
  /// "to": "2026-11-21T10:00:00Z", "factor": 8, "add": 50}]`. Without `from` an entry holds from
  /// the world's beginning, without `to` for ever.
  package init(parsing bytes: [UInt8], now: Instant) throws(WorldError) {
    let json: JSONValue
    do { json = try JSONValue(parsing: bytes) } catch {
      throw WorldError(.malformedScript, "script: \(error)")
    }
    guard let list = json.array else {
      throw WorldError(.malformedScript, "script: not a list of entries")
    }
    entries = []
    for (index, item) in list.enumerated() {
      entries.append(try Entry(item, place: "script, entry \(index + 1)", now: now))
    }
  }
}

extension WorldScript.Entry {
  fileprivate init(_ json: JSONValue, place: String, now: Instant) throws(WorldError) {
    func fault(_ detail: String) -> WorldError {
      WorldError(.malformedScript, "\(place): \(detail)")
    }
    let known = ["metric", "labels", "from", "to", "factor", "add"]
    guard let members = json.object else { throw fault("not an object") }
    if let odd = members.keys.first(where: { !known.contains($0) }) {
      throw fault("no such key: \(odd)")
    }
    guard let metric = json["metric"]?.string else { throw fault("metric is not a name") }
    self.metric = metric
    var pairs: [(name: String, value: String)] = []
    for member in json["labels"]?.object ?? [:] {
      guard let value = member.value.string else {
        throw fault("label \(member.key) is not a text")
      }
      pairs.append((name: member.key, value: value))
    }
    labels = Labels(pairs)
    func time(_ key: String, _ otherwise: Instant) throws(WorldError) -> Instant {
      guard let value = json[key] else { return otherwise }
      guard let text = value.string else { throw fault("\(key) is not a time") }
      do {
        return try TimeExpression(text, calendar: Calendar(.utc))
          .resolve(now: now, calendar: Calendar(.utc), roundsUp: false)
      } catch { throw fault("\(key): \(error)") }
    }
    from = try time("from", SyntheticWorld.epoch)
    to = try time("to", Instant(nanoseconds: .max))
    func number(_ key: String, _ otherwise: Double) throws(WorldError) -> Double {
      guard let value = json[key] else { return otherwise }
      guard let number = value.number else { throw fault("\(key) is not a number") }
      return number
    }
    change = Change(factor: try number("factor", 1), summand: try number("add", 0))
    guard change.factor >= 0 else { throw fault("a factor below zero") }
    guard from < to else { throw fault("it ends before it begins") }
  }
}
