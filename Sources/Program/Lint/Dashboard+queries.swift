import Configuration
import Dashboards
import DataSources
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

  /// Sources of types that hune has no language of, at the targets that ask them; each type once
  /// for a panel.
  var unknownSources: [(place: String, type: String)] {
    let settings = Settings(sources: [])
    return allPanels.flatMap { panel in
      var seen: Set<String> = []
      return panel.targets.compactMap { target -> (place: String, type: String)? in
        guard let reference = target.dataSource ?? panel.dataSource, let type = reference.type,
          !type.contains("$")
        else { return nil }
        let kind = settings.kind(of: reference)
        guard DataSource.Kind(rawValue: kind) == nil, !["grafana", "dashboard"].contains(kind),
          seen.insert(kind).inserted
        else { return nil }
        return (target.path, kind)
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
