import Lexemes
import PromQLSyntax

/// LogQL's text in one form, which reads back as the same query.
extension LogQuery: CustomStringConvertible {
  package var description: String {
    var parts = ["{" + matchers.map(\.description).joined(separator: ", ") + "}"]
    for (index, stage) in stages.enumerated() {
      // drop a != "x" would be one stage. A filter that all lines pass keeps the two apart.
      if index > 0, stages[index - 1].endsInName, stage.beginsAsMatcher { parts.append(#"|= """#) }
      parts.append(stage.description)
    }
    return parts.joined(separator: " ")
  }
}

extension Stage {
  fileprivate var endsInName: Bool {
    switch kind {
    case .drop(let choices), .keep(let choices):
      if case .name = choices.last { true } else { false }
    default: false
    }
  }

  fileprivate var beginsAsMatcher: Bool {
    guard case .lineFilter(let filter) = kind else { return false }
    return filter.op == .lacks || filter.op == .notMatches
  }
}

extension Stage: CustomStringConvertible {
  package var description: String {
    switch kind {
    case .lineFilter(let filter): filter.description
    case .json(let extractions): "| json" + listed(extractions)
    case .logfmt(let flags, let extractions):
      "| logfmt" + (flags.contains(.strict) ? " --strict" : "")
        + (flags.contains(.keepEmpty) ? " --keep-empty" : "") + listed(extractions)
    case .pattern(let pattern): "| pattern \(QuotedString.quoted(pattern))"
    case .regexp(let pattern): "| regexp \(QuotedString.quoted(pattern))"
    case .unpack: "| unpack"
    case .decolorize: "| decolorize"
    case .labelFilter(let filter): "| \(filter)"
    case .lineFormat(let template): "| line_format \(QuotedString.quoted(template))"
    case .labelFormat(let formats): "| label_format" + listed(formats)
    case .drop(let choices): "| drop" + listed(choices)
    case .keep(let choices): "| keep" + listed(choices)
    case .distinct(let labels): "| distinct" + listed(labels)
    case .unwrap(let unwrap): "| unwrap \(unwrap)"
    }
  }

  /// With a space before it, or nothing.
  private func listed(_ elements: [some CustomStringConvertible]) -> String {
    elements.isEmpty ? "" : " " + elements.map(\.description).joined(separator: ", ")
  }
}

extension LineFilter: CustomStringConvertible {
  package var description: String {
    let texts = alternatives.map {
      $0.isIP ? "ip(\(QuotedString.quoted($0.text)))" : QuotedString.quoted($0.text)
    }
    return "\(op.rawValue) \(texts.joined(separator: " or "))"
  }
}

extension Extraction: CustomStringConvertible {
  package var description: String {
    label == path ? label : "\(label)=\(QuotedString.quoted(path))"
  }
}

extension LabelFormat: CustomStringConvertible {
  package var description: String {
    switch value {
    case .rename(let source): "\(label)=\(source)"
    case .template(let template): "\(label)=\(QuotedString.quoted(template))"
    }
  }
}

extension LabelChoice: CustomStringConvertible {
  package var description: String {
    switch self {
    case .name(let name): name
    case .matching(let matcher): matcher.description
    }
  }
}

extension Unwrap: CustomStringConvertible {
  package var description: String {
    conversion.map { "\($0.rawValue)(\(label))" } ?? label
  }
}

extension LabelFilter: CustomStringConvertible {
  package var description: String {
    switch self {
    case .matcher(let matcher): matcher.description
    case .ip(let label, let isNegative, let network):
      "\(label) \(isNegative ? "!=" : "=") ip(\(QuotedString.quoted(network)))"
    case .number(let label, let comparison, let value):
      "\(label) \(comparison.rawValue) \(ShortestNumber.text(value))"
    case .duration(let label, let comparison, let value):
      "\(label) \(comparison.rawValue) \(FineDuration.text(value))"
    case .bytes(let label, let comparison, let value):
      "\(label) \(comparison.rawValue) \(ByteSize.text(value))"
    case .and(let left, let right):
      "\(left.text(inside: 2)) and \(right.text(inside: 3))"
    case .or(let left, let right):
      "\(left.text(inside: 1)) or \(right.text(inside: 2))"
    }
  }

  /// In parentheses where it binds less than asked.
  private func text(inside minimum: Int) -> String {
    let own =
      switch self {
      case .and: 2
      case .or: 1
      default: 3
      }
    return own < minimum ? "(\(self))" : description
  }
}
