import YAML

// Values from the environment and from files, as Grafana's provisioning has them.
extension ConfigurationReader {
  /// A text with `$VAR`, `${VAR}`, `$__env{VAR}` and `$__file{path}` replaced; `$$` is a dollar.
  ///
  /// What can't be replaced is a problem, and the text is nil: half a secret is none.
  mutating func expanded(_ place: YAMLPlace?) -> String? {
    guard let place, let text = inspector.text(place) else { return nil }
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      if rest.first == "$" {
        result += "$"
        rest = rest.dropFirst()
      } else if let reference = reference(&rest) {
        guard let value = value(of: reference, at: place) else { return nil }
        result += value
      } else {
        result += "$"
      }
    }
    return result + rest
  }

  /// A secret: as `expanded`, and the file is remembered to hold one when it stands there itself.
  mutating func secret(_ place: YAMLPlace?) -> String? {
    guard let place else { return nil }
    if let text = place.value.text, !text.isEmpty, !text.contains("$") { holdsSecrets = true }
    return expanded(place)
  }

  private enum Reference {
    case variable(String)
    case file(String)
  }

  private func reference(_ rest: inout Substring) -> Reference? {
    for (prefix, isFile) in [("__file{", true), ("__env{", false), ("{", false)] {
      guard rest.hasPrefix(prefix), let end = rest.firstIndex(of: "}") else { continue }
      let name = String(rest[..<end].dropFirst(prefix.count))
      rest = rest[rest.index(after: end)...]
      return isFile ? .file(name) : .variable(name)
    }
    let name = rest.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard let first = name.first, !first.isNumber else { return nil }
    rest = rest[name.endIndex...]
    return .variable(String(name))
  }

  private mutating func value(of reference: Reference, at place: YAMLPlace) -> String? {
    switch reference {
    case .variable(let name):
      if let value = surroundings.environment(name) { return value }
      inspector.report(
        .error, "unset-variable", at: place,
        "the environment has no \(name); set it, or write $$ for a dollar")
      return nil
    case .file(let path):
      return secretFile(path, at: place)
    }
  }

  /// A secret file's text without the blanks and line ends around it; refused when others can
  /// write it.
  mutating func secretFile(_ path: String, at place: YAMLPlace) -> String? {
    switch surroundings.file(path) {
    case .failure(let error):
      inspector.report(
        .error, "unreadable-file", at: place, "\(path) can't be read: \(error.reason)")
      return nil
    case .success(let file):
      if file.othersCanWrite {
        inspector.report(
          .error, "unsafe-file", at: place,
          "\(path) is a secret and others can write it: chmod 600 \(path)")
        return nil
      }
      if file.othersCanRead {
        inspector.report(
          .warning, "readable-file", at: place,
          "\(path) is a secret and others can read it: chmod 600 \(path)")
      }
      var text = String(decoding: file.bytes, as: UTF8.self)[...]
      while let last = text.last, last.isWhitespace { text.removeLast() }
      return String(text.drop { $0.isWhitespace })
    }
  }
  /// The path of a file that is no secret and must be there.
  mutating func openFile(_ place: YAMLPlace?) -> String? {
    guard let place, let path = expanded(place) else { return nil }
    if case .failure(let error) = surroundings.file(path) {
      inspector.report(
        .error, "unreadable-file", at: place, "\(path) can't be read: \(error.reason)")
    }
    return path
  }
}
