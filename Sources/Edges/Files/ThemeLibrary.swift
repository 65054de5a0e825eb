package import Themes

/// Finds themes by name: the operator's own first, inside the program last.
package struct ThemeLibrary: Sendable {
  /// The folder of the operator's own.
  package var folder: String?

  package init(paths: Paths) { folder = paths.configuration.map { $0 + "/themes" } }

  /// The names of all themes, those of the program first.
  package var names: [String] {
    let built = Assets.names.filter { $0.hasPrefix("themes/") }.map { $0.dropFirst(7).dropLast(5) }
    let own = (folder.map { File.names(in: $0) } ?? []).filter { $0.hasSuffix(".json") }
      .map { $0.dropLast(5) }
    return (built + own.filter { !built.contains($0) }).map(String.init)
  }

  /// The theme of a name, with what is wrong with its file in the error.
  package func palette(named name: String) throws -> Palette {
    guard !name.contains("/"), !name.hasPrefix(".") else {
      throw FileError(code: .notFound, path: name, reason: "not a theme's name")
    }
    if let path = folder.map({ "\($0)/\(name).json" }), File.exists(path) {
      return try Palette(json: File.read(path))
    }
    guard let bytes = Assets.bytes(named: "themes/\(name).json") else {
      throw FileError(
        code: .notFound, path: name,
        reason: "no such theme; there are \(names.joined(separator: ", "))")
    }
    return try Palette(json: bytes)
  }
}
