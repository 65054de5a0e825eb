import Frames
import JSON
import Times

/// Lines of one kind, as the data file has them.
struct LogTemplate: Sendable {
  enum Format: String, Sendable { case json, logfmt }

  /// The end of a span at which a line is written.
  enum Edge: String, Sendable { case start, end }

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
  /// The span of its trace that a line is about; without a name the one that ends with the event.
  var span: String?
  /// The line is written when that span starts or ends, and has no lag.
  var edge: Edge?
  var message: String
  /// Values may hold what `Filling` fills in.
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
    span = value["span"]?.string
    edge = value["at"]?.string.flatMap(Edge.init)
    conditions = value["where"]?.object?.map { ($0.key, $0.value.string ?? "") } ?? []
    streamLabels = value["stream"]?.array?.compactMap(\.string) ?? []
    fields = (value["fields"]?.array ?? []).compactMap { pair in
      guard let parts = pair.array, parts.count == 2, let name = parts[0].string,
        let value = parts[1].string
      else { return nil }
      return (name, value)
    }
  }

  /// Lines cannot be made without their trace.
  var tellsOfItsTrace: Bool {
    edge != nil || span != nil
      || fields.contains { $0.value.contains("{span:") || $0.value.contains("{root:") }
  }

  func applies(to labels: Labels) -> Bool {
    conditions.allSatisfy { labels[$0.name] == $0.value }
  }

  func streamLabels(of labels: Labels) -> Labels {
    let own = streamLabels.compactMap { name in labels[name].map { (name, $0) } }
    return Labels([("app", app), ("level", level), ("service_name", app)] + own)
  }

  /// A line; `trace` is the name of the event's trace, `nil` where there is none to be found.
  func text(at time: Instant, trace: String?, correlation: String, _ filling: Filling) -> String {
    let parts = Calendar(.utc).components(of: time)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let thousandths = String(1000 + time.milliseconds % 1000).dropFirst()
    let stamp =
      "\(parts.year)-\(two(parts.month))-\(two(parts.day))T\(two(parts.hour)):"
      + "\(two(parts.minute)):\(two(parts.second)).\(thousandths)Z"
    let filled = fields.enumerated().map { place, field in
      (field.name, filling.text(field.value, UInt64(place)))
    }
    let pairs =
      [("ts", stamp), ("level", level), ("msg", message)] + filled
      + (trace.map { [("trace_id", $0)] } ?? []) + [("correlation_id", correlation)]
    switch format {
    case .json:
      return JSONValue.object(
        JSONObject(pairs.map { JSONObject.Member(key: $0.0, value: Self.value($0.1)) })
      ).text()
    case .logfmt:
      return pairs.map { "\($0.0)=" + Self.word($0.1) }.joined(separator: " ")
    }
  }

  /// As logfmt has it: in quotes where it needs them.
  private static func word(_ text: String) -> String {
    guard text.contains(where: { " =\"".contains($0) }) else { return text }
    let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "\"" + String(escaped) + "\""
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
}
