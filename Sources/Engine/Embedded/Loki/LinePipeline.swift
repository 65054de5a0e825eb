import Frames
import JSON
import LogQL
import Patterns
import PromQLSyntax
import Samples
import World

/// The stages of a log query, ready to be used on lines. Stages that it does not know it refuses.
struct LinePipeline {
  private enum Step {
    case lines([Pattern], texts: [String], isNegative: Bool)
    case json
    case logfmt
    case filter(LabelTest)
    case drop(Set<String>)
  }

  private indirect enum LabelTest {
    case matcher(SeriesMatcher)
    case number(String, LabelFilter.Comparison, Double)
    case and(LabelTest, LabelTest)
    case or(LabelTest, LabelTest)
  }

  /// What a line has beside its text.
  struct Labelled {
    var stream: Labels
    var metadata: Labels
    var parsed: Labels

    subscript(name: String) -> String? { parsed[name] ?? metadata[name] ?? stream[name] }

    var all: Labels { Labels(stream.pairs + metadata.pairs + parsed.pairs) }
  }

  private var steps: [Step] = []
  /// Whether nothing is asked of lines.
  var isEmpty: Bool { steps.isEmpty }

  init(_ stages: [Stage]) throws(LokiRefusal) {
    for stage in stages { steps.append(try Self.step(stage.kind)) }
  }

  private static func step(_ kind: Stage.Kind) throws(LokiRefusal) -> Step {
    switch kind {
    case .lineFilter(let filter):
      guard !filter.alternatives.contains(where: \.isIP) else { throw unknown("ip()") }
      let texts = filter.alternatives.map(\.text)
      switch filter.op {
      case .contains: return .lines([], texts: texts, isNegative: false)
      case .lacks: return .lines([], texts: texts, isNegative: true)
      case .matches, .notMatches:
        var patterns: [Pattern] = []
        for text in texts {
          do {
            patterns.append(try Pattern(re2: text))
          } catch {
            throw LokiRefusal("parse error : \(error)")
          }
        }
        return .lines(patterns, texts: [], isNegative: filter.op == .notMatches)
      case .hasPattern, .lacksPattern: throw unknown(filter.op.rawValue)
      }
    case .json(let extractions) where extractions.isEmpty: return .json
    case .logfmt(_, let extractions) where extractions.isEmpty: return .logfmt
    case .labelFilter(let filter): return .filter(try test(filter))
    case .json: throw unknown("json with paths")
    case .logfmt: throw unknown("logfmt with keys")
    case .pattern: throw unknown("pattern")
    case .regexp: throw unknown("regexp")
    case .unpack: throw unknown("unpack")
    case .decolorize: throw unknown("decolorize")
    case .lineFormat: throw unknown("line_format")
    case .labelFormat: throw unknown("label_format")
    case .drop(let choices):
      var names: Set<String> = []
      for choice in choices {
        guard case .name(let name) = choice else { throw unknown("drop by value") }
        names.insert(name)
      }
      return .drop(names)
    case .keep: throw unknown("keep")
    case .distinct: throw unknown("distinct")
    case .unwrap: throw unknown("unwrap")
    }
  }

  static func unknown(_ what: String) -> LokiRefusal {
    LokiRefusal("the demo's Loki does not know \(what)")
  }

  private static func test(_ filter: LabelFilter) throws(LokiRefusal) -> LabelTest {
    switch filter {
    case .matcher(let matcher): return .matcher(try seriesMatcher(matcher))
    case .number(let label, let comparison, let number): return .number(label, comparison, number)
    case .and(let left, let right): return .and(try test(left), try test(right))
    case .or(let left, let right): return .or(try test(left), try test(right))
    case .ip: throw unknown("ip()")
    case .duration: throw unknown("comparing durations")
    case .bytes: throw unknown("comparing sizes")
    }
  }

  /// The labels of a line that passes; `nil` for one that does not.
  func pass(_ line: WorldLog.Line, stream: Labels) -> Labelled? {
    var labels = Labelled(stream: stream, metadata: line.metadata, parsed: Labels())
    for step in steps {
      switch step {
      case .lines(let patterns, let texts, let isNegative):
        let isThere =
          texts.contains { $0.isEmpty || line.text.firstRange(of: $0) != nil }
          || patterns.contains { $0.matches(line.text) }
        if isThere == isNegative { return nil }
      case .json:
        guard let object = (try? JSONValue(parsing: Array(line.text.utf8)))?.object else {
          add([("__error__", "JSONParserErr")], to: &labels)
          continue
        }
        add(object.compactMap { ($0.key, $0.value.string ?? "\($0.value)") }, to: &labels)
      case .logfmt:
        add(
          Logfmt.pairs(in: line.text.utf8).compactMap { pair in pair.value.map { (pair.key, $0) } },
          to: &labels)
      case .filter(let test):
        guard Self.holds(test, labels) else { return nil }
      case .drop(let names):
        labels.stream = labels.stream.without(names)
        labels.metadata = labels.metadata.without(names)
        labels.parsed = labels.parsed.without(names)
      }
    }
    return labels
  }

  /// What a line says under a name that is a label already gets another name.
  private func add(_ pairs: [(String, String)], to labels: inout Labelled) {
    let named = pairs.map { name, value in
      let isTaken = labels.stream[name] != nil || labels.metadata[name] != nil
      return (name: isTaken ? name + "_extracted" : name, value: value)
    }
    let old = labels.parsed.pairs.filter { pair in !named.contains { $0.name == pair.name } }
    labels.parsed = Labels(old + named)
  }

  private static func holds(_ test: LabelTest, _ labels: Labelled) -> Bool {
    switch test {
    case .matcher(let matcher): return matcher.matches(labels[matcher.name] ?? "")
    case .and(let left, let right): return holds(left, labels) && holds(right, labels)
    case .or(let left, let right): return holds(left, labels) || holds(right, labels)
    case .number(let label, let comparison, let number):
      guard let value = labels[label].flatMap({ Double($0) }) else { return false }
      switch comparison {
      case .equal: return value == number
      case .notEqual: return value != number
      case .greater: return value > number
      case .greaterOrEqual: return value >= number
      case .less: return value < number
      case .lessOrEqual: return value <= number
      }
    }
  }
}

/// A matcher of LogQL's tree as one that matches.
func seriesMatcher(_ matcher: LabelMatcher) throws(LokiRefusal) -> SeriesMatcher {
  let operation: SeriesMatcher.Operation =
    switch matcher.op {
    case .equal: .equal
    case .notEqual: .notEqual
    case .matches: .matches
    case .notMatches: .notMatches
    }
  do throws(SamplesError) {
    return try SeriesMatcher(matcher.name, operation, matcher.value)
  } catch {
    throw LokiRefusal("parse error : \(error)")
  }
}

extension Labels {
  fileprivate func without(_ names: Set<String>) -> Labels {
    Labels(pairs.filter { !names.contains($0.name) })
  }
}
