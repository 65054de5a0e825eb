import HTTP

/// What a link of a runbook opens in hune; see `Runbook` for how it is written.
package enum RunbookLink: Hashable, Sendable {
  /// A view by its layout's name, its title or its name, with values for its variables.
  case view(String, variables: [Variable])
  /// A panel of a view by its title, on the whole screen.
  case panel(String, title: String, variables: [Variable])
  case logs(String)
  case traces(String)
  /// Another runbook of the folder, by its file's name without the ending.
  case runbook(String)
  /// An address for a browser: it is copied.
  case address(String)

  package struct Variable: Hashable, Sendable {
    package var name: String
    package var value: String
  }

  /// Reads an address: `hune:view/NAME?var-a=b`, `hune:panel/NAME/TITLE?var-a=b`, `hune:logs?LOGQL`,
  /// `hune:traces?TRACEQL`, `hune:runbook/NAME`, or any other.
  ///
  /// `fill` puts an alert's labels into a piece; in a query (`true`) as the inside of a quoted text.
  init(_ address: String, fill: (String, _ isQuery: Bool) -> String) {
    guard address.hasPrefix("hune:") else {
      self = .address(fill(address, false))
      return
    }
    let rest = address.dropFirst(5)
    let path = rest.prefix { $0 != "?" }
    let query = String(rest.dropFirst(path.count + 1))
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(Self.decoded)
    switch (parts.first, parts.count) {
    case ("view", 2):
      self = .view(fill(parts[1], false), variables: Self.variables(query, fill))
    case ("panel", 3...):
      // A title may have strokes of its own.
      let title = parts.dropFirst(2).joined(separator: "/")
      self = .panel(
        fill(parts[1], false), title: fill(title, false), variables: Self.variables(query, fill))
    case ("runbook", 2): self = .runbook(parts[1])
    case ("logs", 1): self = .logs(fill(query, true))
    case ("traces", 1): self = .traces(fill(query, true))
    default: self = .address(fill(address, false))
    }
  }

  /// With `%2F` and its like as what they stand for; a sign that stands for nothing stays.
  private static func decoded(_ text: Substring) -> String {
    PercentEncoding.decoded(text) ?? String(text)
  }

  private static func variables(
    _ query: String, _ fill: (String, Bool) -> String
  ) -> [Variable] {
    query.split(separator: "&").compactMap { part in
      guard part.hasPrefix("var-"), let sign = part.firstIndex(of: "=") else { return nil }
      let name = part[part.index(part.startIndex, offsetBy: 4)..<sign]
      guard !name.isEmpty else { return nil }
      return Variable(
        name: decoded(name), value: fill(decoded(part[part.index(after: sign)...]), false))
    }
  }
}
