import Samples
import Times
import TraceQL
import Traces

extension EmbeddedTempo {
  private static let intrinsics = [
    "duration", "event:name", "event:timeSinceStart", "instrumentation:name",
    "instrumentation:version", "kind", "link:spanID", "link:traceID", "name", "rootName",
    "rootServiceName", "span:duration", "span:id", "span:kind", "span:name", "span:parentID",
    "span:status", "span:statusMessage", "status", "statusMessage", "trace:duration", "trace:id",
    "trace:rootName", "trace:rootService", "traceDuration",
  ]

  func tags(_ form: RequestForm, isScoped: Bool) throws(TempoRefusal) -> [UInt8] {
    let scopes = ["event", "link", "resource", "span", "intrinsic"]
    let wanted = form["scope"]
    guard wanted.isEmpty || wanted == "none" || scopes.contains(wanted) else {
      throw TempoRefusal("invalid scope: \(wanted)")
    }
    var names: [String: Set<String>] = [:]
    for facts in archive.sample(in: try range(form)) {
      for resource in facts.trace.resources {
        names["resource", default: []].formUnion(resource.attributes.map(\.key))
      }
      for span in facts.trace.spans {
        names["span", default: []].formUnion(span.attributes.map(\.key))
        for event in span.events {
          names["event", default: []].formUnion(event.attributes.map(\.key))
        }
      }
    }
    names["intrinsic"] = Set(Self.intrinsics)
    var json = JSONBytes()
    guard isScoped else {
      // The first version leaves intrinsics to whom asks for them.
      let all = names.filter { wanted.isEmpty ? $0.key != "intrinsic" : $0.key == wanted }
      json.write("{\"tagNames\":")
      json.write(strings: Set(all.values.joined()).sorted(by: String.bytesPrecede))
      json.write(",\"metrics\":{}}")
      return json.bytes
    }
    json.write("{\"scopes\":[")
    var isFirst = true
    for scope in scopes where wanted.isEmpty || wanted == "none" || wanted == scope {
      guard let tags = names[scope], !tags.isEmpty else { continue }
      if !isFirst { json.write(",") }
      isFirst = false
      json.write("{\"name\":")
      json.write(string: scope)
      json.write(",\"tags\":")
      json.write(strings: tags.sorted(by: String.bytesPrecede))
      json.write("}")
    }
    json.write("],\"metrics\":{}}")
    return json.bytes
  }

  /// The values of an attribute as a query writes it; in the first version, of a name alone.
  func tagValues(
    _ name: String, _ form: RequestForm, isTyped: Bool
  ) throws(TempoRefusal) -> [UInt8] {
    let attribute = try attribute(named: name, isTyped: isTyped)
    // A query that can't be read is passed over, as Tempo does.
    let search = form["q"].isEmpty ? nil : try? search(of: form["q"])
    var values: [String: Set<String>] = [:]
    switch attribute {
    case .intrinsic(.status), .intrinsic(.spanStatus):
      values["keyword"] = ["unset", "ok", "error"]
    case .intrinsic(.kind), .intrinsic(.spanKind):
      values["keyword"] = Set(TraceSpan.Kind.allCases.map(\.rawValue))
    case .intrinsic(.duration), .intrinsic(.traceDuration), .intrinsic(.spanDuration),
      .intrinsic(.scopedTraceDuration), .intrinsic(.spanID), .intrinsic(.traceID),
      .intrinsic(.spanParentID):
      break
    default:
      for facts in archive.sample(in: try range(form)) {
        let spans = search?.spans(in: facts) ?? facts.trace.spans
        for value in spans.flatMap({ facts.values(of: attribute, in: $0) }) {
          values[value.typeName, default: []].insert(value.attributeValue.text)
        }
      }
    }
    var json = JSONBytes()
    json.write("{\"tagValues\":[")
    var isFirst = true
    for (type, texts) in values.sorted(by: { $0.key < $1.key }) {
      for text in texts.sorted(by: String.bytesPrecede) {
        if !isFirst { json.write(",") }
        isFirst = false
        if isTyped {
          json.write("{\"type\":")
          json.write(string: type)
          json.write(",\"value\":")
        }
        json.write(string: text)
        if isTyped { json.write("}") }
      }
    }
    json.write("],\"metrics\":{}}")
    return json.bytes
  }

  private func attribute(named name: String, isTyped: Bool) throws(TempoRefusal) -> Attribute {
    let text =
      isTyped || name.hasPrefix(".") || Intrinsic(rawValue: name) != nil ? name : "." + name
    guard let query = try? TraceQuery(parsing: "{\(text) != nil}"),
      case .comparison(_, .attribute(let attribute), _)? = query.filters.first?.condition
    else {
      throw TempoRefusal(
        "please provide a valid tagName: failed to parse identifier \(name): parse error at "
          + "line 1, col 2: unknown identifier: \(name)")
    }
    return attribute
  }
}

extension TraceLiteral {
  /// As replies name it.
  fileprivate var typeName: String {
    switch self {
    case .string, .nil: "string"
    case .integer: "int"
    case .float: "float"
    case .duration: "duration"
    case .bool: "bool"
    case .status, .kind: "keyword"
    }
  }
}
