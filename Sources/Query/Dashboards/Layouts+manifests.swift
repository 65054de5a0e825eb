import Encodings
import YAML

// Dashboards kept in a cluster: ConfigMaps whose entries are JSON, alone, in lists, or several
// documents in a file.
extension Layouts {
  static func dashboards(
    inYAML bytes: [UInt8], name: String
  ) throws(LayoutError) -> [Dashboard] {
    let documents: [YAMLValue]
    do {
      documents = try YAMLValue.documents(in: bytes)
    } catch {
      throw LayoutError(.malformed, "\(name):\(error.line):\(error.column)", error.message)
    }
    var dashboards: [Dashboard] = []
    for document in documents { dashboards += try self.dashboards(in: document, name: name) }
    guard !dashboards.isEmpty else {
      throw LayoutError(.noDashboard, name, "holds no dashboard: no ConfigMap with a .json entry")
    }
    return dashboards
  }

  private static func dashboards(
    in manifest: YAMLValue, name: String
  ) throws(LayoutError) -> [Dashboard] {
    var dashboards: [Dashboard] = []
    for item in manifest["items"]?.elements ?? [] {
      dashboards += try self.dashboards(in: item, name: name)
    }
    guard manifest["kind"]?.text == "ConfigMap" else { return dashboards }
    for entry in manifest["data"]?.entries ?? [] where entry.key.hasSuffix(".json") {
      let text = entry.value.text ?? ""
      dashboards.append(try dashboard(inJSON: Array(text.utf8), name: "\(name), \(entry.key)"))
    }
    for entry in manifest["binaryData"]?.entries ?? []
    where entry.key.hasSuffix(".json") || entry.key.hasSuffix(".json.gz") {
      let bytes = try bytes(of: entry, name: name)
      dashboards.append(try dashboard(inJSON: bytes, name: "\(name), \(entry.key)"))
    }
    return dashboards
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
