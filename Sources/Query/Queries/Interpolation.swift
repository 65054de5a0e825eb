import Dashboards

/// Where the values of variables go to.
package enum TextLanguage: Hashable, Sendable {
  /// A title or a text: several values as `{a,b}`.
  case plain
  case promQL
  case logQL
  case traceQL
  /// A regular expression: values stand for themselves.
  case pattern
  /// An address: what is no part of one is written as `%20`, `/` and `&` stay.
  case address
}

extension TextLanguage {
  var isQuery: Bool { self == .promQL || self == .logQL || self == .traceQL }
}

extension VariableValues {
  /// Fills in the variables of a title or a text.
  package func interpolate(_ text: String) -> String { interpolate(text, as: .plain) }

  /// Fills in the variables of a PromQL expression, escaped so that no value can leave its string.
  package func interpolate(promQL text: String) -> String { interpolate(text, as: .promQL) }

  /// Fills in the variables of a text. In a query, values are escaped for the kind of string that
  /// they stand in; what stands outside of strings is the layout's own concern.
  package func interpolate(_ text: String, as language: TextLanguage) -> String {
    let pieces = VariableText(text).pieces
    if pieces.count <= 1, case .text? = pieces.first { return text }
    var writer = QueryWriter(language: language)
    write(pieces, into: &writer, depth: 0)
    return writer.text
  }

  private func write(
    _ pieces: [VariableText.Piece], into writer: inout QueryWriter, depth: Int
  ) {
    for piece in pieces {
      switch piece {
      case .text(let text): writer.append(text)
      case .reference(let reference): write(reference, into: &writer, depth: depth)
      }
    }
  }

  private func write(
    _ reference: VariableReference, into writer: inout QueryWriter, depth: Int
  ) {
    if let text = builtIn(reference) {
      let isWritten = reference.format != nil || Self.addressParts.contains(reference.name)
      writer.append(writer.language == .address && !isWritten ? Escapes.address(text) : text)
      return
    }
    guard let value = values[reference.name] else {
      writer.append(reference.text)
      return
    }
    var format = reference.format.map(VariableFormat.init)
    if writer.language == .address { format = format ?? VariableFormat("uriencode") }
    if value.isAll, let raw = value.allValue, format?.writesAll != true {
      // What All stands for may hold variables itself; a circle of them ends here.
      if depth < 4 {
        write(VariableText(raw).pieces, into: &writer, depth: depth + 1)
      } else {
        writer.append(raw)
      }
      return
    }
    writer.append(fielded(value, reference.field), of: reference.name, as: format, calendar)
  }

  /// Built-in texts that are parts of an address already.
  private static let addressParts: Set<String> = ["__url_time_range", "__all_variables"]

  /// A property of the options in the place of their values.
  private func fielded(_ value: Value, _ field: String?) -> Value {
    guard let field else { return value }
    var copy = value
    copy.options = value.options.map { option in
      let own = field == "text" ? option.text : nil
      guard let text = option.properties[field] ?? own else { return option }
      return Variable.Option(text: text, value: text)
    }
    return copy
  }

  private func builtIn(_ reference: VariableReference) -> String? {
    let name = reference.field.map { reference.name + "." + $0 } ?? reference.name
    if name == "__all_variables" { return allVariables }
    guard let text = builtIns[name] else { return nil }
    guard let format = reference.format else { return text }
    return VariableFormat(format).text(
      of: Value(options: [.init(text: text, value: text)]), variable: reference.name,
      calendar: calendar)
  }
}
