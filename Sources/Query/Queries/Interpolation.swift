/// A place in a text where a variable stands: `$name`, `${name:format}`, `[[name:format]]`.
struct VariableReference {
  var name: String
  var format: String?
  /// As it was written, for those that name nothing.
  var text: Substring
}

extension VariableValues {
  /// Fills in the variables of a title or a text: several values as `{a,b}`.
  package func interpolate(_ text: String) -> String {
    replacing(in: text) { value, format in
      if value.isAll, value.allValue == nil, format == nil { return "All" }
      return VariableFormat(format ?? "glob").text(of: value)
    }
  }

  /// Fills in the variables of a PromQL expression, escaped so that no value can leave its string.
  package func interpolate(promQL text: String) -> String {
    replacing(in: text) { value, format in
      if let format { return VariableFormat(format).text(of: value) }
      return VariableFormat.promQL(value)
    }
  }

  private func replacing(
    in text: String, _ replacement: (Value, String?) -> String, depth: Int = 0
  ) -> String {
    guard text.contains("$") || text.contains("[[") else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0 == "$" || $0 == "[" }) {
      result += rest[..<start]
      rest = rest[start...]
      guard let reference = Self.reference(at: rest) else {
        result.append(rest.removeFirst())
        continue
      }
      rest = rest.dropFirst(reference.text.count)
      if let builtIn = builtIns[reference.name] {
        result += builtIn
      } else if let value = values[reference.name] {
        // What All stands for may hold variables itself; a circle of them ends here.
        let raw = value.isAll && reference.format == nil ? value.allValue : nil
        if let raw {
          result += depth < 4 ? replacing(in: raw, replacement, depth: depth + 1) : raw
        } else {
          result += replacement(value, reference.format)
        }
      } else {
        result += reference.text
      }
    }
    return result + rest
  }

  /// The names that a text refers to.
  package static func names(in text: String) -> Set<String> {
    var names: Set<String> = []
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0 == "$" || $0 == "[" }) {
      rest = rest[start...]
      if let reference = reference(at: rest) {
        names.insert(reference.name)
        rest = rest.dropFirst(reference.text.count)
      } else {
        rest = rest.dropFirst()
      }
    }
    return names
  }

  private static func reference(at text: Substring) -> VariableReference? {
    if text.hasPrefix("${") { return bracketed(text, open: 2, close: "}") }
    if text.hasPrefix("[[") { return bracketed(text, open: 2, close: "]]") }
    guard text.first == "$" else { return nil }
    let name = text.dropFirst().prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    guard !name.isEmpty else { return nil }
    return VariableReference(name: String(name), text: text[..<name.endIndex])
  }

  private static func bracketed(
    _ text: Substring, open: Int, close: String
  ) -> VariableReference? {
    guard let end = text.firstRange(of: close) else { return nil }
    let inside = text[text.index(text.startIndex, offsetBy: open)..<end.lowerBound]
    let parts = inside.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    // `${name.field}` asks for a field of the value; it is the value in all we know.
    guard let name = parts.first?.split(separator: ".").first,
      name.allSatisfy({ $0 == "_" || $0.isLetter || $0.isNumber })
    else { return nil }
    return VariableReference(
      name: String(name), format: parts.count > 1 ? String(parts[1]) : nil,
      text: text[..<end.upperBound])
  }
}
