import DataSources
import Frames
import HTTP
import JSON
import Queries
import Text

/// What a server answered to one query: its own texts, in its own order.
struct QueryAnswer: Sendable {
  /// The member `data` of the reply.
  private let data: JSONValue

  init(
    to query: Query, of source: DataSource, by client: any HTTPClient
  ) async throws(DataSourceError) {
    let request = try source.request(for: query)
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await client.send(request)
    } catch {
      throw DataSourceError(error, source: source.name)
    }
    // What the dashboard would refuse is refused here in the same words.
    _ = try source.answer(to: query, from: response)
    do {
      data = try JSONValue(parsing: response.body)["data"] ?? nil
    } catch {
      throw DataSourceError(.malformedResponse, source: source.name, detail: "\(error)")
    }
  }

  func text(_ format: QueryCommand.Format) -> String {
    switch format {
    case .json: data.text(indent: 2) + "\n"
    case .csv: rows.map { $0.map(quotedForCSV).joined(separator: ",") + "\r\n" }.joined()
    case .table, .graph: table
    }
  }

  /// A head, then a row for each sample: the time, the labels, the value.
  private var rows: [[String]] {
    let series = samples
    let names = Set(series.flatMap { $0.labels.map(\.key) }).sorted()
    return [["time"] + Self.heads(of: names) + ["value"]]
      + series.flatMap { one in
        one.points.map { point in
          let labels = names.map { name in one.labels.first { $0.key == name }?.value.string ?? "" }
          return [text(point[0])] + labels + [text(point[1])]
        }
      }
  }

  /// The heads of labels' columns. One that is called as a column of ours gets the prefix that
  /// Prometheus has for labels of another's, again where there is such a label too.
  private static func heads(of names: [String]) -> [String] {
    let taken = Set(names + ["time", "value"])
    return names.map { name in
      guard name == "time" || name == "value" else { return name }
      var head = "exported_" + name
      while taken.contains(head) { head = "exported_" + head }
      return head
    }
  }

  private var samples: [(labels: JSONObject, points: [JSONValue])] {
    let result = data["result"] ?? []
    switch data["resultType"]?.string {
    case "scalar", "string": return [([:], [result])]
    default:
      return (result.array ?? []).map { one in
        let points = one["values"]?.array ?? one["value"].map { [$0] } ?? []
        return (one["metric"]?.object ?? [:], points)
      }
    }
  }

  /// A moment as the server wrote it, seconds; a value's own text.
  private func text(_ value: JSONValue?) -> String {
    switch value {
    case .string(let text): text
    case .number(let number): JSONValue.number(number).description
    default: ""
    }
  }

  /// In columns, the last, the value, to the right; the time only where it is not the same for all.
  private var table: String {
    var rows = rows
    if Set(rows.dropFirst().map { $0.first ?? "" }).count < 2 {
      rows = rows.map { Array($0.dropFirst()) }
    }
    let texts = rows.map { $0.map { DisplayText($0, limit: 200, mark: "...") } }
    let widths = (texts.first ?? []).indices.map { column in
      texts.map { $0.indices.contains(column) ? $0[column].width : 0 }.max() ?? 0
    }
    return texts.map { row in
      let cells = row.enumerated().map { column, text in
        text.padded(to: widths[column], column == row.count - 1 ? .trailing : .leading).string
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }
}

/// A field of RFC 4180: in quotes where it holds a quote, a comma or a line's end.
private func quotedForCSV(_ text: String) -> String {
  guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
  return "\"" + text.replacing("\"", with: "\"\"") + "\""
}
