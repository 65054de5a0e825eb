import App
import Configuration
import Files

extension Invocation {
  /// Watches the operator's files for as long as the program runs.
  func watch(_ report: @escaping @Sendable (Set<ChangedFiles>) -> Void) {
    let topics: [ChangedFiles] = [.configuration, .layouts, .themes, .rules]
    var places: [Watcher.Place] = []
    // One that is written while the program runs counts too.
    let own = welcome == nil ? nil : Paths.current().configuration.map { $0 + "/config.yaml" }
    if let path = path ?? own { places.append(Watcher.Place(path: path, topic: 0)) }
    places += library.foldersInUse.map { Watcher.Place(folder: $0, topic: 1) }
    if let folder = themes.folder { places.append(Watcher.Place(folder: folder, topic: 2)) }
    let rules = Set(configuration.contexts.flatMap(\.ruleFiles)).filter { File.exists($0) }
    places += rules.sorted().map { Watcher.Place(path: $0, topic: 3) }
    Watcher.start(places) { changed in report(Set(changed.map { topics[$0] })) }
  }
}

extension SourceOptions {
  /// The configuration as the file has it now, with the flags over it. A file that the program
  /// began with and that is gone takes nothing away.
  func configurationAgain(begunWith path: String?) -> Result<Configuration, InputProblem> {
    if let path, !File.exists(path) {
      return .failure(InputProblem("\(path.split(separator: "/").last ?? "") is gone"))
    }
    do {
      // Warnings have no place to go while the screen is ours.
      return .success(try invocation { _ in }.configuration)
    } catch {
      // There is one row for it.
      let lines = "\(error)".split(separator: "\n")
      var text = lines.first.map(String.init) ?? ""
      if text.hasPrefix("hune: ") { text.removeFirst(6) }
      // The file is known to who edits it; the place in it is not.
      if let path = try? configurationPath(), text.hasPrefix(path) {
        text = (path.split(separator: "/").last.map(String.init) ?? "") + text.dropFirst(path.count)
      }
      if lines.count > 1 { text += " (and \(lines.count - 1) more)" }
      return .failure(InputProblem(text))
    }
  }
}
