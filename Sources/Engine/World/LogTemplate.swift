import Frames
import JSON
import Times

/// Lines of one kind, as the data file has them.
struct LogTemplate: Sendable {
  enum Format: String, Sendable { case json, logfmt }

  /// The counter whose steps are told.
  var metric: String
  /// Labels that the counter's series must have.
  var conditions: [(name: String, value: String)]
  /// How many steps a line stands for.
  var every: Double
  var app: String
  var level: String
  var format: Format
  /// The labels of the counter that are labels of the stream too.
  var streamLabels: [String]
  /// Milliseconds from the event to the line.
  var lag: Int64
  var message: String
  /// Values may hold `{label}`, `{number:1:5}`, `{pick:a|b}`.
  var fields: [(name: String, value: String)]

  static func all(parsing bytes: [UInt8]) throws(WorldError) -> [LogTemplate] {
    let table: JSONValue
    do throws(JSONError) {
      table = try JSONValue(parsing: bytes)
    } catch {
      throw WorldError(.malformedTable, "\(error)")
    }
    var templates: [LogTemplate] = []
    for value in table.array ?? [] {
      guard let template = LogTemplate(value) else {
        throw WorldError(.malformedTable, "lines without a metric, an app or a level")
      }
      templates.append(template)
    }
    return templates
  }

  private init?(_ value: JSONValue) {
    guard let metric = value["metric"]?.string, let app = value["app"]?.string,
      let level = value["level"]?.string, let message = value["message"]?.string,
      let format = value["format"]?.string.flatMap(Format.init)
    else { return nil }
    (self.metric, self.app, self.level, self.message) = (metric, app, level, message)
    self.format = format
    every = max(1, value["every"]?.number ?? 1)
    lag = Int64(((value["lag"]?.number ?? 0) * 1000).rounded())
    conditions = value["where"]?.object?.map { ($0.key, $0.value.string ?? "") } ?? []
    streamLabels = value["stream"]?.array?.compactMap(\.string) ?? []
    fields = (value["fields"]?.array ?? []).compactMap { pair in
      guard let parts = pair.array, parts.count == 2, let name = parts[0].string,
        let value = parts[1].string
      else { return nil }
      return (name, value)
    }
  }

  func applies(to labels: Labels) -> Bool {
    conditions.allSatisfy { labels[$0.name] == $0.value }
  }

  func streamLabels(of labels: Labels) -> Labels {
    let own = streamLabels.compactMap { name in labels[name].map { (name, $0) } }
    return Labels([("app", app), ("level", level), ("service_name", app)] + own)
  }

  func text(
    at time: Instant, labels: Labels, trace: String, correlation: String, key: UInt64
  ) -> String {
    let parts = Calendar(.utc).components(of: time)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let thousandths = String(1000 + time.milliseconds % 1000).dropFirst()
    let stamp =
      "\(parts.year)-\(two(parts.month))-\(two(parts.day))T\(two(parts.hour)):"
      + "\(two(parts.minute)):\(two(parts.second)).\(thousandths)Z"
    let filled = fields.enumerated().map { place, field in
      (field.name, Self.filled(field.value, labels, Random.key(key, UInt64(place))))
    }
    let pairs =
      [("ts", stamp), ("level", level), ("msg", message)] + filled
      + [("trace_id", trace), ("correlation_id", correlation)]
    switch format {
    case .json:
      return JSONValue.object(
        JSONObject(pairs.map { JSONObject.Member(key: $0.0, value: Self.value($0.1)) })
      ).text()
    case .logfmt:
      return pairs.map { "\($0.0)=" + ($0.1.contains(" ") ? "\"\($0.1)\"" : $0.1) }
        .joined(separator: " ")
    }
  }

  /// Numbers are written as such, but for those with leading zeros, which are names.
  private static func value(_ text: String) -> JSONValue {
    let isName = text.hasPrefix("0") && !text.hasPrefix("0.") && text.count > 1
    let isNumber = text.utf8.allSatisfy { (48...57).contains($0) || $0 == 0x2E }
    guard !isName, isNumber, text.utf8.count < 12, let number = Double(text) else {
      return .string(text)
    }
    return .number(number)
  }

  private static func filled(_ template: String, _ labels: Labels, _ key: UInt64) -> String {
    guard let open = template.firstIndex(of: "{"), let close = template.firstIndex(of: "}"),
      open < close
    else { return template }
    let inside = template[template.index(after: open)..<close]
    let parts = inside.split(separator: ":", omittingEmptySubsequences: false)
    let value: String
    switch (parts.first, parts.count) {
    case ("number", 3):
      let (least, most) = (UInt64(parts[1]) ?? 0, UInt64(parts[2]) ?? 0)
      value = "\(least + key % (max(least, most) - least + 1))"
    case ("pick", 2):
      let choices = parts[1].split(separator: "|")
      value = choices.isEmpty ? "" : String(choices[Int(key % UInt64(choices.count))])
    default: value = labels[String(inside)] ?? ""
    }
    return template[..<open] + value + template[template.index(after: close)...]
  }
}
