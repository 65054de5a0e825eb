package import JSON

/// Layout files: dashboards as Grafana, its API and its exports write them, and Kubernetes
/// ConfigMaps that hold such.
package enum Layouts {
  /// How deep values may stand in one another: real dashboards need about 20.
  static let maximumDepth = 200

  /// The dashboards in a file's bytes; one that is partly wrong opens with its problems listed.
  ///
  /// `name` stands in messages, and for the title that a layout lacks.
  package static func dashboards(
    in bytes: [UInt8], name: String
  ) throws(LayoutError) -> [Dashboard] {
    guard looksLikeJSON(bytes) else { return try dashboards(inYAML: bytes, name: name) }
    let value = try value(of: bytes, name: name)
    // A cluster's own tools write manifests as JSON, which is YAML too.
    if isManifest(value) { return try dashboards(inYAML: bytes, name: name) }
    return [try dashboard(in: Place(value), name: name)]
  }

  /// Whether a value is a ConfigMap, or a list that may hold such.
  package static func isManifest(_ value: JSONValue) -> Bool {
    guard let kind = value["kind"]?.string, value["apiVersion"] != nil else { return false }
    return kind == "ConfigMap" || kind.hasSuffix("List")
  }

  /// JSON begins with an object or an array, perhaps after a byte order mark.
  package static func looksLikeJSON(_ bytes: [UInt8]) -> Bool {
    let text = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
    let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  static func dashboard(inJSON bytes: [UInt8], name: String) throws(LayoutError) -> Dashboard {
    try dashboard(in: Place(value(of: bytes, name: name)), name: name)
  }

  private static func value(of bytes: [UInt8], name: String) throws(LayoutError) -> JSONValue {
    do {
      return try JSONValue(
        parsing: bytes, maximumDepth: maximumDepth, skippingByteOrderMark: true)
    } catch {
      throw LayoutError(.malformed, "\(name):\(error.line):\(error.column)", error.message)
    }
  }

  /// The dashboard in a value of whichever form.
  static func dashboard(in root: Place, name: String) throws(LayoutError) -> Dashboard {
    guard root.value?.object != nil else {
      throw LayoutError(.noDashboard, name, "holds no dashboard: not an object at \(root.path)")
    }
    var importer = Importer(root: root)
    guard importer.isDashboard else {
      throw LayoutError(
        .noDashboard, name, "holds no dashboard: neither panels nor rows at \(importer.model.path)")
    }
    return importer.dashboard(named: name)
  }
}

extension Dashboard {
  /// The dashboard that a JSON value means, as far as it can be read; never refused.
  package init(json: JSONValue) {
    var importer = Importer(root: Place(json))
    self = importer.dashboard(named: "Untitled")
  }
}
