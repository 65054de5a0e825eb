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
    if let binary = manifest["binaryData"]?.entries.first {
      throw LayoutError(
        .malformed, "\(name):\(binary.value.line):\(binary.value.column)",
        "\(binary.key) stands under binaryData, which is not read yet; put it under data")
    }
    for entry in manifest["data"]?.entries ?? [] where entry.key.hasSuffix(".json") {
      let text = entry.value.text ?? ""
      dashboards.append(try dashboard(inJSON: Array(text.utf8), name: "\(name), \(entry.key)"))
    }
    return dashboards
  }
}
