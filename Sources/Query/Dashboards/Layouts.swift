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
    return [try dashboard(inJSON: bytes, name: name)]
  }

  /// JSON begins with an object or an array, perhaps after a byte order mark.
  private static func looksLikeJSON(_ bytes: [UInt8]) -> Bool {
    let text = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
    let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  static func dashboard(inJSON bytes: [UInt8], name: String) throws(LayoutError) -> Dashboard {
    let value: JSONValue
    do {
      value = try JSONValue(
        parsing: bytes, maximumDepth: maximumDepth, skippingByteOrderMark: true)
    } catch {
      throw LayoutError(.malformed, "\(name):\(error.line):\(error.column)", error.message)
    }
    return try dashboard(in: Place(value), name: name)
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
