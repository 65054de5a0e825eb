extension TemplateFunctions {
  /// `len`, `index` and `slice`.
  static func ofParts(
    _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateError) -> TemplateValue {
    if name == "len" { return .integer(try length(of: try exactly(1, name, arguments)[0])) }
    guard let item = arguments.first else {
      throw TemplateError("wrong number of args for \(name): want at least 1 got 0")
    }
    if case .nothing = item { throw TemplateError("\(name) of untyped nil") }
    if name == "slice" { return try slice(item, arguments.dropFirst()) }
    var value = item
    for index in arguments.dropFirst() { value = try element(index, of: value) }
    return value
  }

  private static func length(of value: TemplateValue) throws(TemplateError) -> Int {
    switch value {
    case .text(let text): return text.utf8.count
    case .list(let values): return values.count
    case .map(let map): return map.count
    case .arguments(let map): return map.count
    default: throw TemplateError("len of type \(value.typeName)")
    }
  }

  private static func element(
    _ index: TemplateValue, of value: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    switch value {
    case .map, .arguments:
      guard case .text(let key) = index else {
        throw TemplateError("index: value has type \(index.typeName); should be string")
      }
      return try value.field(key)
    case .text(let text):
      let bytes = Array(text.utf8)
      return .integer(Int(bytes[try place(index, below: bytes.count)]), ofByte: true)
    case .list(let values): return values[try place(index, below: values.count)]
    case .nothing: throw TemplateError("index of nil pointer")
    default: throw TemplateError("can't index item of type \(value.typeName)")
    }
  }

  private static func place(
    _ index: TemplateValue, below end: Int
  ) throws(TemplateError) -> Int {
    guard case .integer(let place, _) = index else {
      throw TemplateError("cannot index slice/array with type \(index.typeName)")
    }
    guard (0..<max(0, end)).contains(place) else {
      throw TemplateError("index out of range: \(place)")
    }
    return place
  }

  private static func slice(
    _ item: TemplateValue, _ indices: ArraySlice<TemplateValue>
  ) throws(TemplateError) -> TemplateValue {
    guard indices.count <= 3 else {
      throw TemplateError("too many slice indexes: \(indices.count)")
    }
    var bounds: [Int] = []
    let length = try length(of: item)
    for index in indices { bounds.append(try place(index, below: length + 1)) }
    let (from, to) = (bounds.first ?? 0, bounds.count > 1 ? bounds[1] : length)
    guard from <= to else { throw TemplateError("invalid slice index: \(from) > \(to)") }
    switch item {
    case .text(let text):
      guard bounds.count < 3 else { throw TemplateError("cannot 3-index slice a string") }
      return .text(String(decoding: Array(text.utf8)[from..<to], as: UTF8.self))
    case .list(let values): return .list(Array(values[from..<to]))
    default: throw TemplateError("can't slice item of type \(item.typeName)")
    }
  }

  // MARK: samples

  static func ofSamples(
    _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateError) -> TemplateValue {
    let wanted = name == "label" || name == "sortByLabel" ? 2 : 1
    let label = wanted == 2 ? try text(try exactly(2, name, arguments)[0]) : ""
    let subject = try exactly(wanted, name, arguments)[wanted - 1]
    switch (name, subject) {
    case ("first", .list(let samples)):
      guard let first = samples.first else {
        throw TemplateError("first: first() called on vector with no elements")
      }
      return first
    case ("sortByLabel", .list(let samples)):
      var keyed: [(key: String, sample: TemplateValue)] = []
      for sample in samples {
        keyed.append((try sample.field("Labels").field(label).text, sample))
      }
      return .list(
        keyed.enumerated().sorted {
          ($0.element.key, $0.offset) < ($1.element.key, $1.offset)
        }.map(\.element.sample))
    case ("label", .record(let record)) where record.isPointer:
      return try subject.field("Labels").field(label)
    case ("strvalue", .record(let record)) where record.isPointer:
      return try subject.field("Labels").field("__value__")
    case ("value", .record(let record)) where record.isPointer: return try subject.field("Value")
    default:
      let type = name == "first" || name == "sortByLabel" ? "queryResult" : "*sample"
      throw TemplateError(
        "wrong type for value; expected template.\(type); got \(subject.typeName)")
    }
  }

  // MARK: escapes

  static func escaped(
    _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateError) -> String {
    let text = GoFormat.joined(arguments)
    switch name {
    case "html": return text.unicodeScalars.map { html[$0] ?? String($0) }.joined()
    case "js": return text.unicodeScalars.map(script).joined()
    default: return queryEscaped(text)
    }
  }

  private static let html: [Unicode.Scalar: String] = [
    "\"": "&#34;", "'": "&#39;", "&": "&amp;", "<": "&lt;", ">": "&gt;", "\0": "\u{FFFD}",
  ]

  private static func script(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": return "\\\\"
    case "'": return "\\'"
    case "\"": return "\\\""
    default: break
    }
    guard scalar.value < 0x20 || "<>&=".unicodeScalars.contains(scalar) else {
      return String(scalar)
    }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// As Go's `url.QueryEscape`.
  static func queryEscaped(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        return String(Unicode.Scalar(byte))
      case 0x20: return "+"
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        return (byte < 16 ? "%0" : "%") + digits
      }
    }.joined()
  }
}

extension RuleSample {
  /// A sample as templates know it.
  var templateValue: TemplateValue {
    .record(
      .init(
        type: "template.sample", isPointer: true,
        fields: [("Labels", .map(labels.dictionary)), ("Value", .number(value))]))
  }
}
