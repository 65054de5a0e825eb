package import Frames
import Rules

/// What to do about an alert: Markdown, its templates filled with the alert's labels and value, and
/// links that open what the operator should look at.
///
/// A link is one of Markdown: `[words](<hune:logs?{app="a"} |= "{{ $labels.platform }}">)`.
package struct Runbook: Hashable, Sendable {
  /// Markdown; after the words of each link that hune opens stands its number.
  package var text: String
  /// In the order of the text, nine at most: a digit opens one.
  package var links: [RunbookLink]

  private static let mostLinks = 9
  private static let mostBytes = 200_000

  /// A runbook's Markdown, for an alert.
  package init(markdown: String, for alert: Alert) {
    self.init(markdown: markdown, value: alert.value, labels: alert.labels)
  }

  /// A runbook's Markdown with values for what it asks for.
  package init(markdown: String, value: Double? = nil, labels: Labels = Labels()) {
    let context = TemplateText.Context(value: value ?? .nan, labels: labels)
    let escaped = TemplateText.Context(
      value: value ?? .nan,
      labels: Labels(labels.pairs.map { ($0.name, Self.escaped($0.value)) }))
    func fill(_ text: String, isQuery: Bool) -> String {
      Self.filled(text, in: isQuery ? escaped : context)
    }
    var text = ""
    var links: [RunbookLink] = []
    var rest = Substring(markdown.prefix(Self.mostBytes))
    while let link = Self.nextLink(in: rest) {
      text += fill(String(rest[..<link.range.lowerBound]), isQuery: false)
      let target = RunbookLink(link.address, fill: fill)
      if case .address = target {
        text += fill(String(rest[link.range]), isQuery: false)
      } else if links.count < Self.mostLinks {
        links.append(target)
        text += "[\(fill(link.words, isQuery: false))](hune:) **‹\(links.count)›**"
      } else {
        text += fill(link.words, isQuery: false)
      }
      rest = rest[link.range.upperBound...]
    }
    self.text = text + fill(String(rest), isQuery: false)
    self.links = links
  }

  private static func nextLink(
    in text: Substring
  ) -> (range: Range<Substring.Index>, words: String, address: String)? {
    var start = text.startIndex
    while let open = text[start...].firstRange(of: "](<"),
      let close = text[open.upperBound...].firstRange(of: ">)")
    {
      // The words stand on the line of the bracket that closes them.
      let bracket = text[start..<open.lowerBound].lastIndex(of: "[")
      guard let bracket, !text[bracket..<close.lowerBound].contains(where: \.isNewline) else {
        start = open.upperBound
        continue
      }
      let words = text[text.index(after: bracket)..<open.lowerBound]
      return (
        bracket..<close.upperBound, String(words),
        String(text[open.upperBound..<close.lowerBound])
      )
    }
    return nil
  }

  /// Each template by itself: one that can't be expanded stands as it is.
  private static func filled(_ text: String, in context: TemplateText.Context) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      filled += rest[..<open.lowerBound]
      let template = String(rest[open.lowerBound..<close.upperBound])
      filled += (try? TemplateText(template).expanded(in: context)) ?? template
      rest = rest[close.upperBound...]
    }
    return filled + rest
  }

  /// The inside of a quoted text of PromQL, LogQL or TraceQL.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "\"", "\\": escaped += "\\\(character)"
      case "\n": escaped += "\\n"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  /// Where a runbook may stand, by the library's names: beside the layouts and rules of a context.
  /// The folder of runbooks beside a file: `luneo-queues/runbooks/`.
  package static func folder(beside file: String) -> String {
    (file.lastIndex(of: "/").map { String(file[...$0]) } ?? "") + "runbooks/"
  }

  /// What a runbook is called by its file: `luneo-queues/runbooks/queue-saturated.md` is
  /// `queue saturated`.
  package static func title(of name: String) -> String {
    let file = name.split(separator: "/").last ?? ""
    return file.prefix { $0 != "." }.split(separator: "-").joined(separator: " ")
  }

  package static func names(of alert: String, beside files: [String]) -> [String] {
    // A name is no path.
    guard !alert.isEmpty, !alert.contains("/"), !alert.hasPrefix(".") else { return [] }
    var names: [String] = []
    for file in files where file.contains("/") {
      let name = "\(folder(beside: file))\(alert).md"
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
}
