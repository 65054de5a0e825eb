import Frames
import Times

/// A metric with all of its samples, as a text has them.
package struct ExpositionFamily: Hashable, Sendable {
  /// As the text spells it: in OpenMetrics a counter's is without `_total`.
  package var name: String
  package var kind: MetricFamily.Kind
  package var help: String
  /// Empty when the text tells none.
  package var unit: String
  package var samples: [ExpositionSample]

  package init(
    name: String, kind: MetricFamily.Kind = .unknown, help: String = "", unit: String = "",
    samples: [ExpositionSample] = []
  ) {
    self.name = name
    self.kind = kind
    self.help = help
    self.unit = unit
    self.samples = samples
  }

  /// The metrics of a text, in its order.
  ///
  /// Beside what `ExpositionReader` refuses: metadata told twice or after samples, and in
  /// OpenMetrics a metric in two places, samples that do not fit the metric's type, a series with
  /// two values at one moment or with one older than that before it.
  package static func families(
    in bytes: [UInt8], _ format: ExpositionWriter.Format, limits: ExpositionLimits = .init()
  ) throws(ExpositionError) -> [ExpositionFamily] {
    var reader = ExpositionReader(format, bytes, limits: limits)
    var gathering = Gathering(format: format)
    var line = reader.currentLine
    while let entry = try reader.next() {
      // Empty lines and comments were passed over: the entry's own line is that before the next.
      line = max(line, reader.currentLine - 1)
      try gathering.add(entry, line: line)
    }
    return gathering.families.filter { format == .openMetrics || !$0.samples.isEmpty }
  }
}

/// Puts entries to the metrics they belong to.
private struct Gathering {
  private struct SeriesKey: Hashable {
    var name: String
    var labels: Labels
  }

  private struct Told: Hashable {
    var what: String
    var metric: String
  }

  let format: ExpositionWriter.Format
  private(set) var families: [ExpositionFamily] = []
  private var indices: [String: Int] = [:]
  private var told: Set<Told> = []
  /// Of the metric that is read now: when each series had its last sample.
  private var latest: [SeriesKey: Instant?] = [:]

  init(format: ExpositionWriter.Format) { self.format = format }

  mutating func add(_ entry: ExpositionEntry, line: Int) throws(ExpositionError) {
    switch entry {
    case .help(let metric, let text):
      let index = try begin(metric, telling: "HELP", line)
      families[index].help = text
    case .type(let metric, let kind):
      let index = try begin(metric, telling: "TYPE", line)
      guard format == .openMetrics || families[index].samples.isEmpty else {
        throw ExpositionError(.malformed, line: line, "TYPE of \(metric) after its samples")
      }
      families[index].kind = kind
    case .unit(let metric, let unit):
      let index = try begin(metric, telling: "UNIT", line)
      families[index].unit = unit
    case .sample(let sample):
      let index =
        format == .text
        ? indexInText(of: sample.name) : try indexInOpenMetrics(of: sample.name, line)
      try checkBounds(of: sample, families[index].kind, line)
      if format == .openMetrics { try check(sample, families[index].kind, line) }
      families[index].samples.append(sample)
    }
  }

  private mutating func begin(
    _ metric: String, telling what: String, _ line: Int
  ) throws(ExpositionError) -> Int {
    let index = format == .text ? indexInText(of: metric) : try index(ofFamily: metric, line)
    guard told.insert(Told(what: what, metric: families[index].name)).inserted else {
      throw ExpositionError(.malformed, line: line, "a second \(what) of \(metric)")
    }
    guard format == .text || families[index].samples.isEmpty else {
      throw ExpositionError(.malformed, line: line, "\(what) of \(metric) after its samples")
    }
    return index
  }

  private mutating func index(ofFamily name: String, _ line: Int) throws(ExpositionError) -> Int {
    if let index = indices[name] {
      guard index == families.count - 1 else {
        throw ExpositionError(.malformed, line: line, "\(name) is in two places")
      }
      return index
    }
    return append(name)
  }

  private mutating func append(_ name: String) -> Int {
    families.append(ExpositionFamily(name: name))
    indices[name] = families.count - 1
    latest.removeAll(keepingCapacity: true)
    return families.count - 1
  }

  private mutating func indexInText(of name: String) -> Int {
    if let index = indices[name] { return index }
    for (ending, kinds) in [
      ("_count", [MetricFamily.Kind.summary, .histogram]), ("_sum", [.summary, .histogram]),
      ("_bucket", [.histogram]),
    ] where name.hasSuffix(ending) {
      let index = indices[String(name.dropLast(ending.utf8.count))]
      if let index, kinds.contains(families[index].kind) { return index }
    }
    return append(name)
  }

  private mutating func indexInOpenMetrics(
    of name: String, _ line: Int
  ) throws(ExpositionError) -> Int {
    if let last = families.last {
      if last.kind.endings.contains(where: { last.name + $0 == name }) {
        return families.count - 1
      }
      guard last.name != name else {
        throw ExpositionError(
          .malformed, line: line,
          "a \(last.kind.rawValue)'s sample ends in \(last.kind.endings[0]): \(name)")
      }
    }
    guard indices[name] == nil else {
      throw ExpositionError(.malformed, line: line, "\(name) is in two places")
    }
    return append(name)
  }

  private func checkBounds(
    of sample: ExpositionSample, _ kind: MetricFamily.Kind, _ line: Int
  ) throws(ExpositionError) {
    let label =
      switch kind {
      case .histogram, .gaugehistogram: "le"
      case .summary: "quantile"
      default: ""
      }
    guard let bound = sample.labels[label], Double(exposed: Array(bound.utf8)[...]) == nil else {
      return
    }
    throw ExpositionError(
      .malformed, line: line, "expected a number as label \(label), got \"\(bound)\"")
  }

  private mutating func check(
    _ sample: ExpositionSample, _ kind: MetricFamily.Kind, _ line: Int
  ) throws(ExpositionError) {
    func fault(_ detail: String) -> ExpositionError {
      ExpositionError(.malformed, line: line, detail)
    }
    let isBucket = sample.name.hasSuffix("_bucket") && [.histogram, .gaugehistogram].contains(kind)
    if isBucket, sample.labels["le"] == nil {
      throw fault("a bucket of \(sample.name) without the label le")
    }
    if sample.exemplar != nil, !isBucket, !(kind == .counter && sample.name.hasSuffix("_total")) {
      throw fault("an exemplar of \(sample.name), which is neither bucket nor counter")
    }
    let key = SeriesKey(name: sample.name, labels: sample.labels)
    if let before = latest.updateValue(sample.time, forKey: key) {
      guard let before, let now = sample.time, before < now else {
        throw fault("\(sample.name) has two values at one moment, or an older one after a newer")
      }
    }
  }
}

extension MetricFamily.Kind {
  /// How the samples of a metric of this type end in OpenMetrics.
  fileprivate var endings: [String] {
    switch self {
    case .counter: ["_total", "_created"]
    case .gauge, .stateset, .unknown: [""]
    case .histogram: ["_bucket", "_sum", "_count", "_created"]
    case .gaugehistogram: ["_bucket", "_gsum", "_gcount"]
    case .summary: ["", "_sum", "_count", "_created"]
    case .info: ["_info"]
    }
  }
}
