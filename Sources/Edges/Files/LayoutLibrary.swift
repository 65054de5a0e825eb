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

  /// The names of all layouts, each once, those of the operator's folders first.
  package var names: [String] {
    var names: [String] = []
    for folder in folders {
      names += Self.names(under: folder, prefix: "", depth: 0, isWanted: Self.isLayout)
    }
    names += Assets.names.filter { $0.hasPrefix("layouts/") && Self.isLayout($0) }
      .map { String($0.dropFirst(8)) }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// The names of all runbooks: `luneo-queues/runbooks/queue-saturated.md`.
  package var runbooks: [String] {
    let own = folders.flatMap {
      Self.names(under: $0, prefix: "", depth: 0, isWanted: Self.isRunbook)
    }
    let built = Assets.names.filter { $0.hasPrefix("layouts/") }.map { String($0.dropFirst(8)) }
    var seen: Set<String> = []
    return (own + built.filter(Self.isRunbook)).filter { seen.insert($0).inserted }
  }

  private static func isRunbook(_ name: String) -> Bool {
    name.hasSuffix(".md") && name.contains("runbooks/")
  }

  /// The folders that there are, with those inside them.
  package var foldersInUse: [String] {
    folders.flatMap { Self.folders(under: $0, depth: 0) }
  }

  private static func folders(under folder: String, depth: Int) -> [String] {
    guard depth < 4, File.isFolder(folder) else { return [] }
    return [folder]
      + File.names(in: folder).flatMap { folders(under: folder + "/" + $0, depth: depth + 1) }
  }

  /// Folders at most four deep: a link back would go on for ever.
  private static func names(
    under folder: String, prefix: String, depth: Int, isWanted: (String) -> Bool
  ) -> [String] {
    guard depth < 4 else { return [] }
    return File.names(in: folder).flatMap { name -> [String] in
      let path = folder + "/" + name
      if File.isFolder(path) {
        return names(
          under: path, prefix: prefix + name + "/", depth: depth + 1, isWanted: isWanted)
      }
      // A pipe in a folder would be waited for.
      return isWanted(prefix + name) && File.isRegular(path) ? [prefix + name] : []
    }
  }

  /// What stands beside layouts: rules, their tests, routes.
  private static let others = ["alerts.yaml", "alerts.test.yaml", "alertmanager.yaml"]

  private static func isLayout(_ name: String) -> Bool {
    guard !others.contains(where: { name == $0 || name.hasSuffix("/" + $0) }) else { return false }
    return name.hasSuffix(".json") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }
}
