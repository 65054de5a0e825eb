import Frames
import PromQLSyntax
import Samples
import Times

extension EmbeddedPrometheus {
  func series(_ form: RequestForm, now: Instant) throws(APIError) -> [UInt8] {
    if let fault = form.fault { throw APIError(.badData, "error parsing form values: \(fault)") }
    guard !form.all("match[]").isEmpty else {
      throw APIError(.badData, "no match[] parameter provided")
    }
    var json = JSONBytes()
    json.write("[")
    for (index, series) in try matching(form, now: now).enumerated() {
      if index > 0 { json.write(",") }
      json.write(series)
    }
    json.write("]")
    return json.bytes
  }

  func labelNames(_ form: RequestForm, now: Instant) throws(APIError) -> [UInt8] {
    if let fault = form.fault { throw APIError(.badData, "error parsing form values: \(fault)") }
    var names: Set<String> = []
    for labels in try matching(form, now: now) { names.formUnion(labels.pairs.map(\.name)) }
    return list(names)
  }

  func labelValues(_ name: String, _ form: RequestForm, now: Instant) throws(APIError) -> [UInt8] {
    guard isLabelName(name) else {
      throw APIError(.badData, "invalid label name: \(quoted(name))")
    }
    return list(Set(try matching(form, now: now).compactMap { $0[name] }))
  }

  private func list(_ texts: Set<String>) -> [UInt8] {
    var json = JSONBytes()
    json.write(strings: texts.sorted(by: String.bytesPrecede))
    return json.bytes
  }

  private func isLabelName(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(48...57).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }

  /// The labels of the series that one of the `match[]` chooses, or of all without any; in order.
  private func matching(_ form: RequestForm, now: Instant) throws(APIError) -> [Labels] {
    let start = try form.time("start", else: RequestForm.earliest)
    let end = try form.time("end", else: RequestForm.latest)
    var sets: [[SeriesMatcher]] = []
    for text in form.all("match[]") { sets.append(try matchers(text)) }
    if sets.isEmpty { sets = [[]] }
    let source = backing.source(now)
    var found: Set<Labels> = []
    for matchers in sets {
      found.formUnion(source.select(matchers, from: start, to: end).map(\.labels))
    }
    return found.sorted(by: Labels.precede)
  }

  private func matchers(_ text: String) throws(APIError) -> [SeriesMatcher] {
    do {
      return try Self.matchers(VectorSelector(parsing: text))
    } catch {
      throw .badParameter("match[]", "\(error)")
    }
  }

  static func matchers(_ selector: VectorSelector) throws -> [SeriesMatcher] {
    try selector.matchers.map { matcher in
      guard let operation = SeriesMatcher.Operation(rawValue: matcher.op.rawValue) else {
        throw APIError(.internalError, "no matcher \(matcher.op.rawValue)")
      }
      return try SeriesMatcher(matcher.name, operation, matcher.value)
    }
  }
}
