/// Finds layouts by name: in the operator's folders first, inside the program last.
package struct LayoutLibrary: Sendable {
  /// Folders in the order they are searched.
  package var folders: [String]

  package init(explicit: String?, paths: Paths) {
    folders = [
      explicit, paths.configuration.map { $0 + "/layouts" }, paths.share.map { $0 + "/layouts" },
    ]
    .compactMap(\.self)
  }

  /// A layout that was found, and where.
  package struct Layout: Hashable, Sendable {
    /// A path, or `built in`.
    package var origin: String
    package var bytes: [UInt8]
  }

  /// The first layout of a name such as `ofm/ofm-social-overview.json`; names can't leave a folder.
  package func layout(named name: String) throws(FileError) -> Layout {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(".."), !parts.contains("."), !parts.contains("") else {
      throw FileError(code: .notFound, path: name, reason: "not a layout's name")
    }
    for folder in folders where File.exists(folder + "/" + name) {
      return Layout(origin: folder + "/" + name, bytes: try File.read(folder + "/" + name))
    }
    guard let bytes = Assets.bytes(named: "layouts/" + name) else {
      throw FileError(code: .notFound, path: name, reason: "no such layout")
    }
    return Layout(origin: "built in", bytes: bytes)
  }
}
