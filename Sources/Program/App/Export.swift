import Frames
import JSON
import Panels
import Times

/// What a panel shows as a file.
package enum Export: String, Hashable, Sendable, CaseIterable {
  case csv = "CSV"
  case json = "JSON"
  case text
  case svg = "SVG"

  var suffix: String {
    switch self {
    case .csv: "csv"
    case .json: "json"
    case .text: "txt"
    case .svg: "svg"
    }
  }

  /// `hune-Publish-Latency-20261121-143230.csv`: only letters, digits and dashes of a title, so that
  /// no title reaches another folder or an option of a command.
  func fileName(title: String, at moment: Instant, _ calendar: Calendar) -> String {
    let harmless = title.unicodeScalars.map { scalar -> Character in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
    }
    let words = String(harmless).split(separator: "-").joined(separator: "-").prefix(60)
    let time = calendar.text(moment, pattern: "YYYYMMDD-HHmmss")
    return ["hune", String(words), time].filter { !$0.isEmpty }.joined(separator: "-") + "."
      + suffix
  }
}

extension Export {
  /// Frames as CSV by RFC 4180: one table of all series that share their times, else a table for
  /// each frame, an empty line between.
  static func csv(of frames: [Frame], _ calendar: Calendar) -> String {
    tables(of: frames).map { table in
      let heads = table.fields.map { quoted($0.headText) }
      let rows = (0..<table.rowCount).map { row in
        table.fields.map { quoted(csvText(of: $0[row])) }.joined(separator: ",")
      }
      return ([heads.joined(separator: ",")] + rows).joined(separator: "\r\n") + "\r\n"
    }.joined(separator: "\r\n")
  }

  private static func tables(of frames: [Frame]) -> [Frame] {
    guard let first = frames.first, frames.count > 1, let times = first.fields.first?.times,
      frames.allSatisfy({ $0.fields.first?.times == times })
    else { return frames.filter { !$0.fields.isEmpty } }
    return [Frame(fields: [first.fields[0]] + frames.flatMap { $0.fields.dropFirst() })]
  }

  private static func csvText(of value: FieldValue) -> String {
    guard case .time(let instant) = value else { return value.text ?? "" }
    return Calendar(.utc).text(instant, pattern: "YYYY-MM-DDTHH:mm:ss.SSS") + "Z"
  }

  /// A text that a spreadsheet would take for a formula gets a quote before it; numbers are let be.
  private static func quoted(_ text: String) -> String {
    var text = text
    if let first = text.first, "=+-@\t\r".contains(first), Double(text) == nil { text = "'" + text }
    guard text.contains(where: { "\",\r\n".contains($0) || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  static func json(of frames: [Frame]) -> JSONValue {
    .array(
      frames.map { frame in
        .object([
          "name": frame.name.map { .string($0) } ?? .null, "refId": .string(frame.refID),
          "fields": .array(
            frame.fields.map { field in
              .object([
                "name": .string(field.name), "type": .string(field.typeText),
                "labels": .object(
                  JSONObject(
                    field.labels.pairs.map { .init(key: $0.name, value: .string($0.value)) })),
                "values": .array((0..<field.count).map { json(of: field[$0]) }),
              ])
            }),
        ])
      })
  }

  private static func json(of value: FieldValue) -> JSONValue {
    switch value {
    case .missing: .null
    case .string(let text): .string(text)
    case .boolean(let flag): .bool(flag)
    case .time(let instant): .number(Double(instant.milliseconds))
    case .number(let number): number.isFinite ? .number(number) : .string(value.text ?? "NaN")
    }
  }
}

extension Field {
  /// What the series is called, else the field with its labels.
  var headText: String {
    if let name = displayName ?? sourceName { return name }
    let pairs = labels.pairs.map { "\($0.name)=\"\($0.value)\"" }
    return pairs.isEmpty ? name : "\(name){\(pairs.joined(separator: ","))}"
  }
}
