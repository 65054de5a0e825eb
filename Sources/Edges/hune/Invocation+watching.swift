import App
import Configuration
import Files

extension Invocation {
  /// Watches the operator's files for as long as the program runs.
  func watch(_ report: @escaping @Sendable (Set<ChangedFiles>) -> Void) {
    let topics: [ChangedFiles] = [.configuration, .layouts, .themes]
    var places: [Watcher.Place] = []
    if let path { places.append(Watcher.Place(path: path, topic: 0)) }
    places += library.foldersInUse.map { Watcher.Place(folder: $0, topic: 1) }
    if let folder = themes.folder { places.append(Watcher.Place(folder: folder, topic: 2)) }
    Watcher.start(places) { changed in report(Set(changed.map { topics[$0] })) }
  }
}

extension SourceOptions {
  /// The configuration as the file has it now, with the flags over it.
  func configurationAgain() -> Result<Configuration, InputProblem> {
    do {
      return .success(try invocation().configuration)
    } catch {
      // The first line: there is one row for it.
      let text = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
      return .failure(InputProblem(text.hasPrefix("hune: ") ? String(text.dropFirst(6)) : text))
    }
  }
}
