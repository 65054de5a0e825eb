internal import CAssets

/// The layouts and themes that are compiled into the program, so that one file is all of it.
package enum Assets {
  /// The paths in the source tree, in a fixed order.
  package static var names: [String] {
    var names: [String] = []
    while let name = hune_asset_at(names.count).name { names.append(String(cString: name)) }
    return names
  }

  /// The bytes of an asset by its path in the source tree: `themes/dark.json`.
  package static func bytes(named name: String) -> [UInt8]? {
    guard let index = names.firstIndex(of: name) else { return nil }
    let asset = hune_asset_at(index)
    return Array(UnsafeBufferPointer(start: asset.bytes, count: asset.count))
  }
}
