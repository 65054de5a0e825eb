import Foundation
import PromQLSyntax

/// A query in a dashboard's file.
package struct DashboardQuery: Hashable, Sendable {
  package var text: String
  /// The data source's type where the file tells it, else what it is called; may be empty.
  package var source: String

  package var isLoki: Bool { source.lowercased().contains("loki") }

  /// Every `expr` below a dashboard's JSON, in no certain order.
  package static func all(inJSON text: String) -> [DashboardQuery] {
    guard let json = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else { return [] }
    var found: [DashboardQuery] = []
    func walk(_ value: Any, _ inherited: String) {
      if let values = value as? [Any] { values.forEach { walk($0, inherited) } }
      guard let members = value as? [String: Any] else { return }
      var source = inherited
      if let name = members["datasource"] as? String { source = name }
      if let named = members["datasource"] as? [String: Any] {
        source = named["type"] as? String ?? named["uid"] as? String ?? inherited
      }
      if let query = members["expr"] as? String {
        found.append(DashboardQuery(text: query, source: source))
      }
      members.sorted { $0.key < $1.key }.forEach { walk($0.value, source) }
    }
    walk(json, "")
    return found
  }

  /// The query with its variables filled: durations where one must stand, elsewhere the value.
  package func filled(with value: String) -> String { QueryTemplate(text).filled { _ in value } }
}

/// Files of the shared material, their paths from its folder.
package enum SharedFiles {
  package static func names(_ path: String, ending suffix: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(Shared.folder)/\(path)"))
    return (names ?? []).filter { $0.hasSuffix(suffix) }.sorted().map { "\(path)/\($0)" }
  }

  package static func text(_ path: String) -> String {
    (try? String(contentsOfFile: "\(Shared.folder)/\(path)", encoding: .utf8)) ?? ""
  }
}
