import JSON

extension Importer {
  mutating func variables(_ list: Place) -> [Variable] {
    var names: Set<String> = []
    return elements(list).compactMap { place in
      guard let name = nonEmpty(place["name"]) else {
        note("missing-name", place, "a variable without a name: left out", level: .error)
        return nil
      }
      guard names.insert(name).inserted else {
        note("duplicate-variable", place["name"], "\(name) is there already: left out")
        return nil
      }
      return variable(place, name: name)
    }
  }

  private mutating func variable(_ place: Place, name: String) -> Variable {
    var variable = Variable(name: name, kind: variableKind(place))
    variable.label = nonEmpty(place["label"])
    variable.dataSource = dataSource(place["datasource"])
    variable.regex = nonEmpty(place["regex"])
    variable.sort = integer(place["sort"], in: 0...8) ?? 0
    variable.isMulti = bool(place["multi"]) ?? false
    variable.includesAll = bool(place["includeAll"]) ?? false
    variable.allValue = nonEmpty(place["allValue"])
    let isConstant = if case .constant = variable.kind { true } else { false }
    variable.isHidden = isConstant || place["hide"].value?.lenientNumber == 2
    variable.current = current(place["current"])
    variable.refreshesWithTime = place["refresh"].value?.lenientNumber == 2
    return variable
  }

  /// A value or several; the old word for all of them becomes the new one.
  private mutating func current(_ place: Place) -> [String] {
    let stored = object(place)["value"]
    if stored.value?.array != nil {
      return elements(stored).compactMap { string($0) }
    }
    if let flag = stored.value?.bool { return [flag ? "true" : "false"] }
    return string(stored).map { $0.isEmpty ? [] : [$0] } ?? []
  }

  private mutating func variableKind(_ place: Place) -> Variable.Kind {
    let type = nonEmpty(place["type"]) ?? "query"
    switch type {
    case "query": return .query(query(place))
    case "custom": return .custom(Self.options(inList: string(place["query"]) ?? ""))
    case "constant": return .constant(placeholderFilled(string(place["query"]) ?? ""))
    case "textbox": return .textBox(placeholderFilled(string(place["query"]) ?? ""))
    case "interval":
      let spans = Self.parts(ofList: string(place["query"]) ?? "")
      let auto = Variable.AutoInterval(
        count: integer(place["auto_count"], in: 1...10_000) ?? 30,
        minimum: nonEmpty(place["auto_min"]) ?? "10s")
      return .interval(spans, auto: bool(place["auto"]) == true ? auto : nil)
    case "datasource": return .dataSource(type: string(place["query"]) ?? "")
    default:
      note("unknown-variable", place["type"], "variables of type \(type) are left as they are")
      return .unsupported(type)
    }
  }

  /// A text, or an object that holds it; `definition` where neither says anything.
  private mutating func query(_ place: Place) -> String {
    let stored = place["query"]
    let text = stored.value?.object == nil ? nonEmpty(stored) : nonEmpty(stored["query"])
    return text ?? nonEmpty(place["definition"]) ?? ""
  }

  /// The value that an export gives for a constant's placeholder.
  private mutating func placeholderFilled(_ text: String) -> String {
    guard text.hasPrefix("${"), text.hasSuffix("}") else { return text }
    let name = String(text.dropFirst(2).dropLast())
    for input in elements(root["__inputs"]) where input["name"].value == .string(name) {
      return string(input["value"]) ?? ""
    }
    return text
  }

  /// `a, b, name : value`; `\,` is a comma of its own.
  static func options(inList text: String) -> [Variable.Option] {
    parts(ofList: text).map { part in
      let pieces = part.split(separator: " : ", maxSplits: 1)
      guard pieces.count == 2 else { return Variable.Option(text: part, value: part) }
      return Variable.Option(text: trimmed(pieces[0]), value: trimmed(pieces[1]))
    }
  }

  static func parts(ofList text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        part += character == "," ? "," : "\\" + String(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "," {
        parts.append(part)
        part = ""
      } else {
        part.append(character)
      }
    }
    if isEscaped { part += "\\" }
    return (parts + [part]).map { trimmed($0[...]) }.filter { !$0.isEmpty }
  }

  private static func trimmed(_ text: Substring) -> String {
    let front = text.drop(while: \.isWhitespace)
    let end = front.lastIndex { !$0.isWhitespace }
    return end.map { String(front[...$0]) } ?? ""
  }
}
