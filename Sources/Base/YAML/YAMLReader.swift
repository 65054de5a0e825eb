internal import CYAML

extension YAMLValue {
  /// The documents of a text.
  ///
  /// Nodes may stand 200 deep in one another, and aliases may make a document no larger than a
  /// million nodes: a small file must not become a large one.
  package static func documents(in bytes: [UInt8]) throws(YAMLError) -> [YAMLValue] {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<[YAMLValue], YAMLError> in
      guard let pointer = hune_yaml_new(buffer.baseAddress, buffer.count) else {
        return .failure(YAMLError(line: 1, column: 1, message: "no memory"))
      }
      defer { hune_yaml_free(pointer) }
      var reader = YAMLReader(pointer: pointer)
      do throws(YAMLError) {
        return .success(try reader.documents())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

private struct YAMLReader {
  let pointer: OpaquePointer
  private var anchors: [String: (value: YAMLValue, size: Int)] = [:]
  private var nodes = 0

  private static let mostNodes = 1_000_000
  private static let mostDepth = 200

  init(pointer: OpaquePointer) { self.pointer = pointer }

  mutating func documents() throws(YAMLError) -> [YAMLValue] {
    var documents: [YAMLValue] = []
    while true {
      let event = try next()
      if event.kind == hune_yaml_end { return documents }
      guard event.kind == hune_yaml_document else { continue }
      anchors = [:]
      documents.append(try value(at: try next(), depth: 0))
    }
  }

  private func next() throws(YAMLError) -> hune_yaml_event {
    let event = hune_yaml_next(pointer)
    if event.kind == hune_yaml_failed {
      throw YAMLError(
        line: Int(event.line), column: Int(event.column),
        message: String(decoding: bytes(event), as: UTF8.self))
    }
    return event
  }

  private func bytes(_ event: hune_yaml_event) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: event.text, count: event.count)
  }

  private mutating func value(
    at event: hune_yaml_event, depth: Int
  ) throws(YAMLError) -> YAMLValue {
    let (line, column) = (Int(event.line), Int(event.column))
    func fail(_ message: String) -> YAMLError {
      YAMLError(line: line, column: column, message: message)
    }
    nodes += 1
    guard nodes <= Self.mostNodes else { throw fail("too many nodes") }
    guard depth <= Self.mostDepth else { throw fail("nested too deep") }
    let anchor = event.anchor.map { String(cString: $0) }
    let before = nodes
    var value = YAMLValue(node: .null, line: line, column: column)
    switch event.kind {
    case hune_yaml_scalar:
      let text = String(decoding: bytes(event), as: UTF8.self)
      value.text = text
      value.node = event.is_plain ? Self.resolved(text) : .string(text)
    case hune_yaml_alias:
      guard let name = anchor, let known = anchors[name] else { throw fail("an unknown alias") }
      nodes += known.size
      guard nodes <= Self.mostNodes else { throw fail("aliases that grow too large") }
      return known.value
    case hune_yaml_sequence: value.node = .sequence(try elements(depth: depth))
    case hune_yaml_mapping: value.node = .mapping(try entries(depth: depth))
    default: throw fail("an empty document")
    }
    if let anchor { anchors[anchor] = (value, nodes - before + 1) }
    return value
  }

  private mutating func elements(depth: Int) throws(YAMLError) -> [YAMLValue] {
    var elements: [YAMLValue] = []
    while true {
      let event = try next()
      if event.kind == hune_yaml_sequence_end { return elements }
      elements.append(try value(at: event, depth: depth + 1))
    }
  }

  private mutating func entries(depth: Int) throws(YAMLError) -> [YAMLValue.Entry] {
    var entries: [YAMLValue.Entry] = []
    var keys: Set<String> = []
    var merged: [YAMLValue.Entry] = []
    while true {
      let event = try next()
      if event.kind == hune_yaml_mapping_end {
        // What the mapping says itself goes over what it takes from others, the first over the next.
        return entries + merged.filter { keys.insert($0.key).inserted }
      }
      let isPlain = event.is_plain
      let key = try value(at: event, depth: depth + 1)
      if isPlain, key.text == "<<" {
        merged += try Self.entries(toMerge: try value(at: try next(), depth: depth + 1))
        continue
      }
      guard let name = key.text else {
        throw YAMLError(line: key.line, column: key.column, message: "a key that is not a text")
      }
      guard keys.insert(name).inserted else {
        throw YAMLError(
          line: key.line, column: key.column, message: "the key \(name) stands here twice")
      }
      entries.append(
        .init(
          key: name, value: try value(at: try next(), depth: depth + 1), line: key.line,
          column: key.column))
    }
  }

  /// What the key `<<` brings: a mapping's entries, or those of each mapping of a list (YAML 1.1).
  private static func entries(
    toMerge value: YAMLValue
  ) throws(YAMLError) -> [YAMLValue.Entry] {
    var mappings = [value]
    if case .sequence(let elements) = value.node { mappings = elements }
    var entries: [YAMLValue.Entry] = []
    for mapping in mappings {
      guard case .mapping(let own) = mapping.node else {
        throw YAMLError(
          line: mapping.line, column: mapping.column, message: "map merge requires a map")
      }
      entries += own
    }
    return entries
  }

  /// A plain scalar by YAML 1.2's core schema, numbers as Go reads them.
  private static func resolved(_ text: String) -> YAMLValue.Node {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default: YAMLNumber(text).map { .number($0.value) } ?? .string(text)
    }
  }
}
