import Dashboards
import PromQLSyntax

extension Dashboard {
  /// Queries for Prometheus that are none whatever their variables are, each with its place.
  var badQueries: [(place: String, reason: String)] {
    allPanels.flatMap { panel in
      panel.targets.compactMap { target in
        guard !target.expr.allSatisfy(\.isWhitespace),
          Self.isPrometheus(target.dataSource ?? panel.dataSource),
          let error = QueryTemplate(target.expr).syntaxError
        else { return nil }
        return (target.path + ".expr", "\(error)")
      }
    }
  }

  /// Whether a source is certainly meant to be a Prometheus. A name alone says so only when it is
  /// called after one.
  private static func isPrometheus(_ source: DataSourceRef?) -> Bool {
    guard let source else { return true }
    if let type = source.type, !type.hasPrefix("$") {
      return type.lowercased().contains("prometheus")
    }
    return source.uid?.lowercased().contains("prom") ?? true
  }
}
