import AlertScreen
import App
import Configuration
import Files
import Glibc
import Rules
import Runtime
import Silences
import Times

extension RunCommand {
  /// What the program is told of alerts; the files that it needs become services.
  func alertSetup(_ invocation: Invocation, _ services: inout Services) -> AlertSetup {
    let configuration = invocation.configuration
    var setup = options.watchingAlerts(invocation)
    setup.isReadOnly = options.isReadOnly || configuration.preferences.isReadOnly ?? false
    setup.rings = configuration.preferences.bell ?? false
    setup.windows = configuration.recoveryWindows
    setup.owner = "hune-\(getpid())-\(Program.clock().milliseconds).lock"
    guard let folder = Paths.current().state else {
      services.audit = { _ in "no home for the audit" }
      return setup
    }
    services.audit = { lines in
      do throws(FileError) {
        try AuditFile(path: folder + "/audit.jsonl").append(lines)
        return nil
      } catch {
        return "\(error)"
      }
    }
    let state = StateFolder(path: folder)
    let owner = setup.owner
    let clock = invocation.program.clock
    services.notes = { changes in
      Self.notes(changes, in: state, owner: owner, at: clock)
    }
    return setup
  }

  private static let fileName = "acknowledgements.json"

  private static func notes(
    _ changes: [AlertNote.Change], in state: StateFolder, owner: String, at clock: () -> Instant
  ) -> [AlertNote] {
    if !changes.isEmpty {
      // The first acknowledgement shows that this hune is there; later ones find the lock held.
      try? state.holdLock(owner)
      try? state.update(fileName) {
        AlertNote.file($0, changedBy: changes, at: clock())
      }
    }
    guard let bytes = try? state.read(fileName) else { return [] }
    var isHeld = [owner: true]
    return AlertNote.notes(in: bytes).filter { $0.endsAt > clock() }.map { note in
      var note = note
      note.isKept = isHeld[note.owner] ?? state.isHeld(note.owner)
      isHeld[note.owner] = note.isKept
      return note
    }
  }
}

extension Invocation {
  /// The rules that a configuration names, by context.
  func rules(of configuration: Configuration) -> [String: [RuleGroup]] {
    Dictionary(
      configuration.contexts.map { context in
        (context.context, context.ruleFiles.flatMap { Program.rules(in: $0, of: library).groups })
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The same where all of them can be read, else the first mistake.
  func rulesAgain(
    of configuration: Configuration
  ) -> Result<[String: [RuleGroup]], InputProblem> {
    for name in configuration.contexts.flatMap(\.ruleFiles) {
      let file = Program.rules(in: name, of: library)
      guard let problem = file.problems.first(where: { $0.level == .error }) else { continue }
      return .failure(
        InputProblem("\(name):\(problem.line):\(problem.column): \(problem.message)"))
    }
    return .success(rules(of: configuration))
  }
}

extension SourceOptions {
  /// What a program needs that looks at alerts and changes none.
  func watchingAlerts(_ invocation: Invocation) -> AlertSetup {
    let configuration = invocation.configuration
    var setup = AlertSetup(
      settings: configuration.acknowledgement,
      author: .current(chosen: author ?? configuration.preferences.author))
    setup.isReadOnly = true
    setup.rules = invocation.rules(of: configuration)
    return setup
  }
}
