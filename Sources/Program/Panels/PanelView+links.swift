import Dashboards
import Formats
import Frames
import Text
import Transforms

/// A link of a value or of a panel: raw, with what the variables of its value stand for.
package struct PanelLink: Hashable, Sendable {
  package var title: String
  package var url: String
  /// What it belongs to, in words: `pod  api-1`; empty for the panel's own.
  package var origin: String
  /// `__value.raw`, `__field.name`, `__data.fields.pod` and their like.
  package var values: [String: String]
}

extension PanelView {
  /// The links of what is under the cursor: those of the row of a table, of the series of other
  /// panels, and the panel's own. A link that says the same of several values stands once.
  package static func links(_ content: PanelContent, at row: Int?) -> [PanelLink] {
    var links: [PanelLink] = []
    if case .table(let options) = content.panel.kind {
      if let row { links = rowLinks(content, options, at: row) }
    } else {
      links = seriesLinks(content)
    }
    links += content.panel.links.map {
      PanelLink(title: $0.title, url: $0.url, origin: "", values: [:])
    }
    var seen: Set<String> = []
    return links.filter { link in
      // A text without variables is the same whatever value it is of.
      seen.insert(link.url.contains("$") ? link.url + "\0" + link.origin : link.url).inserted
    }
  }

  private static let most = 50

  private static func rowLinks(
    _ content: PanelContent, _ options: TableOptions, at row: Int
  ) -> [PanelLink] {
    guard let model = TableModel(content, options), model.rows.indices.contains(row) else {
      return []
    }
    let place = model.rows[row]
    return model.columns.filter { !$0.config.links.isEmpty }.flatMap { column -> [PanelLink] in
      let display = column.plain.display(column.field[place])
      var values = self.values(of: column.field, column.name, column.field[place], display)
      // Hidden columns are often there for links alone.
      for (index, field) in model.fields.enumerated() {
        let value = field.field[place]
        let display = content.processor(field.config, range: field.range).display(value)
        for path in ["fields.\(field.name)", "fields[\"\(field.name)\"]", "fields[\(index)]"] {
          add(value, display, at: "__data." + path, to: &values)
        }
      }
      return column.config.links.map {
        PanelLink(
          title: $0.title, url: $0.url, origin: "\(column.name)  \(display.description)",
          values: values)
      }
    }
  }

  private static func seriesLinks(_ content: PanelContent) -> [PanelLink] {
    var links: [PanelLink] = []
    for frame in content.resolvedFrames {
      for field in frame.fields where !field.isHidden && !field.config.links.isEmpty {
        guard field.field.times == nil, links.count < most else { continue }
        let value = Reducer.lastNotNull.reduce(field.field, nulls: field.config.nulls)
        let display = content.processor(field.config).display(value)
        var values = values(of: field.field, field.name, value, display)
        if let time = frame.times?.last { values["__value.time"] = "\(time.milliseconds)" }
        links += field.config.links.map {
          PanelLink(title: $0.title, url: $0.url, origin: field.name, values: values)
        }
      }
    }
    return links
  }

  private static func values(
    of field: Field, _ name: String, _ value: FieldValue, _ display: DisplayValue
  ) -> [String: String] {
    var values = ["__field.name": name, "__field.displayName": name, "__series.name": name]
    for pair in field.labels.pairs {
      values["__field.labels.\(pair.name)"] = pair.value
      values["__field.labels[\"\(pair.name)\"]"] = pair.value
    }
    add(value, display, at: "__value", to: &values)
    for part in ["raw", "text", "numeric", "time"] where values["__value.\(part)"] == nil {
      values["__value.\(part)"] = ""
    }
    return values
  }

  private static func add(
    _ value: FieldValue, _ display: DisplayValue, at path: String,
    to values: inout [String: String]
  ) {
    let raw = value.text ?? ""
    values[path] = raw
    values[path + ".raw"] = raw
    values[path + ".text"] = display.description
    if case .number = value { values[path + ".numeric"] = raw }
    if case .time(let time) = value { values[path + ".time"] = "\(time.milliseconds)" }
  }
}
