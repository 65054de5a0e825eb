package import Dashboards
import HTTP
import JSON
package import Times

/// A query in a Grafana's Explore, as links of panels lead to it, or a trace in a Jaeger's pages:
/// `/explore?left={"datasource":"tempo","queries":[{"query":"4bf92f"}]}`, the same under `panes`,
/// the old `left=["now-1h","now","tempo",{"query":"4bf92f"}]`, `https://host/trace/4bf92f`.
package struct ExploreAddress: Hashable, Sendable {
  /// What is asked; `nil` where the address does not say.
  package var source: DataSourceRef?
  package var query: Query
  package var from: TimeExpression?
  package var to: TimeExpression?

  package enum Query: Hashable, Sendable {
    /// Of traces: their language, or the id of one.
    case traces(String)
    /// Of metrics or lines.
    case expression(String)
  }

  /// `nil` for any other address.
  package init?(_ text: String) {
    let path = text.prefix { $0 != "?" && $0 != "#" }
    let parts = path.split(separator: "/")
    if parts.count > 1, parts[parts.count - 2] == "trace" {
      guard let id = PercentEncoding.decoded(String(parts[parts.count - 1])) else { return nil }
      query = .traces(id)
      return
    }
    guard parts.last == "explore" else { return nil }
    let fields = PercentEncoding.fields(
      text.dropFirst(path.count).dropFirst().prefix { $0 != "#" })
    for field in fields where field.name == "left" || field.name == "panes" {
      guard let tree = try? JSONValue(parsing: Array(field.value.utf8)) else { continue }
      let pane = field.name == "left" ? tree : tree.object?.members.first?.value ?? .null
      if let parsed = Self(pane: pane) {
        self = parsed
        return
      }
    }
    return nil
  }

  private init?(pane: JSONValue) {
    var asked: JSONValue?
    var place: JSONValue?
    var range: (JSONValue?, JSONValue?)
    if let list = pane.array {
      guard list.count > 3 else { return nil }
      range = (list[0], list[1])
      place = list[2]
      asked = list[3...].first { Self.query($0) != nil }
    } else {
      range = (pane["range"]?["from"], pane["range"]?["to"])
      place = pane["datasource"]
      asked = pane["queries"]?.array?.first { Self.query($0) != nil }
    }
    guard let asked, let query = Self.query(asked) else { return nil }
    self.query = query
    source = Self.source(asked["datasource"]) ?? Self.source(place)
    from = range.0?.string.flatMap { try? TimeExpression($0) }
    to = range.1?.string.flatMap { try? TimeExpression($0) }
  }

  private static func query(_ value: JSONValue) -> Query? {
    if let text = value["expr"]?.string, !text.isEmpty { return .expression(text) }
    if let text = value["query"]?.string, !text.isEmpty { return .traces(text) }
    return nil
  }

  private static func source(_ value: JSONValue?) -> DataSourceRef? {
    if let name = value?.string, !name.isEmpty { return DataSourceRef(uid: name) }
    guard let value, value["uid"]?.string != nil || value["type"]?.string != nil else {
      return nil
    }
    return DataSourceRef(type: value["type"]?.string, uid: value["uid"]?.string)
  }
}
