import JSON
import Traces

/// Traces of one kind, as the data file has them.
struct TraceTemplate: Sendable {
  /// The counter whose steps are told.
  var metric: String
  /// Labels that the counter's series must have.
  var conditions: [(name: String, value: String)]
  /// A trace is told of each step whose number one of these divides.
  var every: [Int]
  /// Seconds that the trace begins before its event, at least.
  var lead: Double
  var slow: Slow?
  /// Of how many traces attempts fail first, and how many attempts there are then.
  var retried: (share: Double, attempts: ClosedRange<Int>)?
  var root: SpanTemplate

  /// The histogram that says how slow work is at a moment.
  struct Slow: Sendable {
    var metric: String
    /// The label in which its series agrees with the counter's, or labels of its own.
    var label: String?
    var labels: [(name: String, value: String)]
  }

  static func all(parsing bytes: [UInt8]) throws(WorldError) -> [TraceTemplate] {
    let table: JSONValue
    do throws(JSONError) {
      table = try JSONValue(parsing: bytes)
    } catch {
      throw WorldError(.malformedTable, "\(error)")
    }
    var templates: [TraceTemplate] = []
    for value in table["traces"]?.array ?? [] {
      guard let template = TraceTemplate(value, named: table["spans"]?.object ?? JSONObject())
      else { throw WorldError(.malformedTable, "traces without a metric or a root") }
      templates.append(template)
    }
    return templates
  }

  private init?(_ value: JSONValue, named: JSONObject) {
    guard let metric = value["metric"]?.string,
      let root = value["root"].flatMap({ SpanTemplate($0, named: named, depth: 0) })
    else { return nil }
    self.metric = metric
    self.root = root
    conditions = strings(value["where"])
    every = (value["every"]?.array ?? []).compactMap(\.integer).filter { $0 > 0 }
    if every.isEmpty { every = [1] }
    lead = value["lead"]?.number ?? 0
    if let entry = value["slow"], let metric = entry["metric"]?.string {
      slow = Slow(
        metric: metric, label: entry["by"]?.string, labels: strings(entry["labels"]))
    }
    if let entry = value["retried"], let share = entry["share"]?.number,
      let attempts = range(entry["attempts"])
    {
      retried = (share, Int(attempts.lowerBound)...Int(attempts.upperBound))
    }
  }
}

/// A span of a template, with all below it. Texts may hold what `Filling` fills in.
struct SpanTemplate: Sendable {
  var name: String
  var service: String
  var kind: TraceSpan.Kind
  /// Of one without children.
  var milliseconds: ClosedRange<Double>
  /// Takes longer while its kind of work is slow.
  var isSlowed: Bool
  /// Its end, the last attempt's, is the moment of the event.
  var isAnchor: Bool
  /// The share of traces that have it.
  var chance: Double
  var attempts: ClosedRange<Int>?
  var error: String?
  var exception: Exception?
  var attributes: [(name: String, value: JSONValue)]
  var events: [(name: String, attributes: [(name: String, value: JSONValue)])]
  var children: [SpanTemplate]
  /// What an attempt is like that fails before one that does not.
  var failing: Failing?

  struct Exception: Sendable {
    var type: String
    var message: String
    var stack: String
  }

  struct Failing: Sendable {
    var error: String
    var exception: Exception?
    var children: [SpanTemplate]
  }

  fileprivate init?(_ value: JSONValue, named: JSONObject, depth: Int) {
    // A name stands for a span that several traces have.
    let value = value.string.flatMap { named[$0] } ?? value
    guard depth < 20, let name = value["name"]?.string, let service = value["service"]?.string
    else { return nil }
    (self.name, self.service) = (name, service)
    kind = value["kind"]?.string.flatMap(TraceSpan.Kind.init) ?? .internal
    milliseconds = range(value["ms"]) ?? 1...5
    isSlowed = value["slow"]?.bool ?? false
    isAnchor = value["anchor"]?.bool ?? false
    chance = value["chance"]?.number ?? 1
    attempts = range(value["attempts"]).map { Int($0.lowerBound)...Int($0.upperBound) }
    error = value["error"]?.string
    exception = Exception(value["exception"])
    attributes = pairs(value["attributes"])
    events = (value["events"]?.array ?? []).compactMap { event in
      event[0]?.string.map { ($0, pairs(event[1])) }
    }
    func children(of value: JSONValue?) -> [SpanTemplate] {
      (value?["children"]?.array ?? []).compactMap {
        SpanTemplate($0, named: named, depth: depth + 1)
      }
    }
    self.children = children(of: value)
    if let entry = value["failing"] {
      failing = Failing(
        error: entry["error"]?.string ?? "failed", exception: Exception(entry["exception"]),
        children: children(of: entry))
    }
  }
}

extension SpanTemplate.Exception {
  fileprivate init?(_ value: JSONValue?) {
    guard let type = value?[0]?.string, let message = value?[1]?.string,
      let stack = value?[2]?.string
    else { return nil }
    self.init(type: type, message: message, stack: stack)
  }
}

private func strings(_ value: JSONValue?) -> [(name: String, value: String)] {
  value?.object?.map { ($0.key, $0.value.string ?? "") } ?? []
}

private func pairs(_ value: JSONValue?) -> [(name: String, value: JSONValue)] {
  (value?.array ?? []).compactMap { pair in
    guard let name = pair[0]?.string, let value = pair[1] else { return nil }
    return (name, value)
  }
}

private func range(_ value: JSONValue?) -> ClosedRange<Double>? {
  guard let low = value?[0]?.number, let high = value?[1]?.number, low <= high else { return nil }
  return low...high
}
