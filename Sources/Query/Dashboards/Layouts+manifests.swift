import Encodings
package import YAML

// Dashboards kept in a cluster: ConfigMaps whose entries are JSON, alone, in lists, or several
// documents in a file.
extension Layouts {
  /// A file inside a manifest that should be a dashboard.
  package struct Entry: Sendable {
    /// `cm.yaml, overview.json`.
    package var name: String
    package var dashboard: Result<Dashboard, LayoutError>
  }

  static func dashboards(
    inYAML bytes: [UInt8], name: String
  ) throws(LayoutError) -> [Dashboard] {
    let documents: [YAMLValue]
    do {
      documents = try YAMLValue.documents(in: bytes)
    } catch {
      throw LayoutError(.malformed, "\(name):\(error.line):\(error.column)", error.message)
    }
    let entries = documents.flatMap { self.entries(of: $0, name: name) }
    guard let first = entries.first else {
      throw LayoutError(.noDashboard, name, "holds no dashboard: no ConfigMap with a .json entry")
    }
    if entries.count == 1 { return [try first.dashboard.get()] }
    return entries.map { entry in
      switch entry.dashboard {
      case .success(let dashboard): return dashboard
      case .failure(let error):
        // The others are not lost for it.
        var dashboard = Dashboard(title: entry.name)
        dashboard.problems = [.init(.error, "unreadable", "$", "\(error)")]
        return dashboard
      }
    }
  }

  /// The dashboards of a ConfigMap, or of a list of them; none in any other document.
  package static func entries(of manifest: YAMLValue, name: String) -> [Entry] {
    var entries = (manifest["items"]?.elements ?? []).flatMap { self.entries(of: $0, name: name) }
    guard manifest["kind"]?.text == "ConfigMap" else { return entries }
    for entry in manifest["data"]?.entries ?? [] where entry.key.hasSuffix(".json") {
      entries.append(
        self.entry("\(name), \(entry.key)") { () throws(LayoutError) in
          Array((entry.value.text ?? "").utf8)
        })
    }
    for entry in manifest["binaryData"]?.entries ?? []
    where entry.key.hasSuffix(".json") || entry.key.hasSuffix(".json.gz") {
      entries.append(
        self.entry("\(name), \(entry.key)") { () throws(LayoutError) in
          try bytes(of: entry, name: name)
        })
    }
    return entries
  }

  private static func entry(_ name: String, _ bytes: () throws(LayoutError) -> [UInt8]) -> Entry {
    do throws(LayoutError) {
      return Entry(name: name, dashboard: .success(try dashboard(inJSON: bytes(), name: name)))
    } catch {
      return Entry(name: name, dashboard: .failure(error))
    }
  }

  /// An entry's bytes: base64, of a gzip stream or of the file itself.
  private static func bytes(
    of entry: YAMLValue.Entry, name: String
  ) throws(LayoutError) -> [UInt8] {
    let place = "\(name):\(entry.value.line):\(entry.value.column)"
    guard let bytes = Base64.decoded(entry.value.text ?? "") else {
      throw LayoutError(.malformed, place, "\(entry.key) is not base64")
    }
    guard Gzip.isPacked(bytes) else { return bytes }
    do {
      return try Gzip.unpacked(bytes)
    } catch {
      throw LayoutError(
        .malformed, place,
        error == .tooLarge
          ? "\(entry.key) is larger than 64 MiB" : "\(entry.key) is not a whole gzip stream")
    }
  }
}
