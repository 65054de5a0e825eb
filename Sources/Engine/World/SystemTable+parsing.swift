import Exposition
import Frames
import JSON

extension SystemTable {
  init(parsing bytes: [UInt8]) throws(WorldError) {
    let json: JSONValue
    do { json = try JSONValue(parsing: bytes) } catch {
      throw WorldError(.malformedTable, "table of a system: \(error)")
    }
    name = json["system"]?.string ?? ""
    families = []
    let (week, growth) = (json["week"]?.number ?? 0, json["growth"]?.number ?? 0)
    for entry in json["families"]?.array ?? [] {
      families.append(try Family(entry, week: week, growth: growth))
    }
    round = Int(max(0, min(100, json["round"]?.number ?? 0)))
    incidents = []
    for entry in json["incidents"]?.array ?? [] {
      incidents.append(try IncidentTemplate(entry))
    }
  }
}

extension SystemTable.Family {
  fileprivate init(_ json: JSONValue, week: Double, growth: Double) throws(WorldError) {
    let name = try json.require("name", \.string)
    guard let kind = MetricFamily.Kind(rawValue: try json.require("type", \.string)) else {
      throw WorldError(.malformedTable, "\(name): no such type")
    }
    family = MetricFamily(name: name, kind: kind, help: try json.require("help", \.string))
    swing = json["swing"]?.number ?? 1
    noise = json["noise"]?.number ?? 0.2
    self.week = json["week"]?.number ?? week
    self.growth = json["growth"]?.number ?? growth
    isScrape = json["scrape"]?.bool ?? false
    series = try Self.series(of: json)
    for swing in [swing] + series.compactMap(\.swing) {
      let weekly = self.week.magnitude * Shape.weekly + self.growth.magnitude
      guard swing.magnitude * Shape.daily + weekly + noise < 1 else {
        throw WorldError(.malformedTable, "\(name): so much swing and noise would make it fall")
      }
    }
    model = try Self.model(of: json, kind)
  }

  private static func model(
    of json: JSONValue, _ kind: MetricFamily.Kind
  ) throws(WorldError) -> SystemTable.Model {
    let isWhole = json["whole"]?.bool ?? true
    switch kind {
    case .counter: return .rate(try json.require("rate", \.number), isWhole: isWhole)
    case .histogram:
      return .histogram(
        rate: try json.require("rate", \.number),
        bounds: try json.require("buckets", \.array).compactMap(\.number),
        Distribution(
          median: try json.require("median", \.number), spread: try json.require("spread", \.number)
        ))
    case .gauge:
      if let share = json["share"] {
        return .share(
          of: try share.require("of", \.string), limit: try share.require("limit", \.string),
          seconds: try share.require("seconds", \.number))
      }
      if let constant = json["constant"]?.number { return .constant(constant) }
      if json["clock"] != nil { return .clock }
      if let restarts = json["restarts"]?.number, restarts > 0 { return .uptime(restarts) }
      return .level(
        try json.require("level", \.number), isWhole: isWhole,
        most: json["max"]?.number ?? .infinity)
    case .summary, .info, .stateset, .gaugehistogram, .unknown:
      throw WorldError(.malformedTable, "\(try json.require("name", \.string)): no such type here")
    }
  }

  /// Every series of the list with every value of every label: `{"labels": {"x": {"a": 1}}}`.
  private static func series(of json: JSONValue) throws(WorldError) -> [SystemTable.Series] {
    var found: [SystemTable.Series] = []
    for entry in json["series"]?.array ?? [[:]] {
      var labels: [(name: String, value: String)] = []
      for member in entry["labels"]?.object ?? [:] {
        labels.append((member.key, member.value.string ?? ""))
      }
      found.append(
        SystemTable.Series(
          labels: Labels(labels), weight: entry["weight"]?.number ?? 1,
          slowness: entry["slowness"]?.number ?? 1, swing: entry["swing"]?.number))
    }
    for label in json["labels"]?.object ?? [:] {
      found = found.flatMap { series in
        (label.value.object ?? [:]).map { value in
          SystemTable.Series(
            labels: Labels(series.labels.pairs + [(name: label.key, value: value.key)]),
            weight: series.weight * weight(value.value), slowness: series.slowness,
            swing: series.swing)
        }
      }
    }
    return found
  }

  /// JSON has no number for what is without limit.
  private static func weight(_ json: JSONValue) -> Double {
    json.string == "+Inf" ? .infinity : json.number ?? 1
  }
}

extension IncidentTemplate {
  fileprivate init(_ json: JSONValue) throws(WorldError) {
    name = try json.require("name", \.string)
    period =
      json["days"]?.number.map { max(2, $0) * 86_400 }
      ?? json["hours"]?.number.map { max(4, $0) * 3_600 }
    jitter = json["jitter"]?.number.map { $0 * 3_600 }
    hasGravity = json["gravity"]?.bool ?? true
    external = Labels((json["external"]?.object ?? [:]).map { ($0.key, $0.value.string ?? "") })
    let minutes = try json.require("minutes", \.array).compactMap(\.number)
    guard minutes.count == 2, 0 < minutes[0], minutes[0] <= minutes[1] else {
      throw WorldError(.malformedTable, "\(name): minutes are two, the lesser first")
    }
    seconds = minutes[0] * 60...minutes[1] * 60
    tail = (json["tail"]?.number ?? 0) * 60
    let binding = json["for"]?.object?.first
    bound = (binding?.key ?? "", (binding?.value.array ?? []).compactMap(\.string))
    if bound.values.isEmpty { bound.values = [""] }
    alerts = (json["alerts"]?.array ?? []).compactMap(\.string)
    effects = []
    for entry in try json.require("effects", \.array) {
      effects.append(
        Effect(
          metric: try entry.require("metric", \.string),
          labels: (entry["labels"]?.object ?? [:]).map { ($0.key, $0.value.string ?? "") },
          change: Change(
            factor: entry["factor"]?.number ?? 1, summand: entry["add"]?.number ?? 0),
          lag: (entry["lag"]?.number ?? 0) * 60, ramp: entry["ramp"]?.number.map { $0 * 60 }))
    }
  }
}

extension JSONValue {
  fileprivate func require<Value>(
    _ key: String, _ value: KeyPath<JSONValue, Value?>
  ) throws(WorldError) -> Value {
    guard let member = self[key]?[keyPath: value] else {
      throw WorldError(
        .malformedTable, "table of a system: \(self["name"]?.string ?? "an entry") lacks \(key)")
    }
    return member
  }
}
