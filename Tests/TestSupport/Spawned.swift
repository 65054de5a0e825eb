import Foundation

/// What a program said and how it ended.
package struct Outcome: Sendable {
  package var output: String
  package var errors: String
  /// 128 and the signal's number when a signal ended it.
  package var status: Int32
}

/// Runs a program to its end, with every signal in its ordinary state.
///
/// The threads that tests run on block signals, and `Process` hands that down: a tmux server would
/// never hear of a child's end. Its output goes through files, because what it leaves running in the
/// background would keep a pipe open.
@discardableResult
package func run(
  _ command: [String], environment: [String: String] = ProcessInfo.processInfo.environment
) throws -> Outcome {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("hune-run-\(ProcessInfo.processInfo.globallyUniqueString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let output = folder.appendingPathComponent("output")
  let errors = folder.appendingPathComponent("errors")

  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  let flags = O_WRONLY | O_CREAT
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.path, flags, 0o600)
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors.path, flags, 0o600)

  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var none = sigset_t()
  var all = sigset_t()
  sigemptyset(&none)
  sigfillset(&all)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setsigdefault(&attributes, &all)
  posix_spawnattr_setflags(
    &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

  var arguments = command.map { strdup($0) } + [nil]
  var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
  defer { for text in arguments + variables { free(text) } }
  var process: pid_t = 0
  let failure = posix_spawnp(
    &process, command.first ?? "", &actions, &attributes, &arguments, &variables)
  guard failure == 0 else {
    throw Failure("can't run \(command.first ?? "nothing"): \(String(cString: strerror(failure)))")
  }
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0, errno == EINTR {}
  let signal = status & 0x7f
  return Outcome(
    output: (try? String(contentsOf: output, encoding: .utf8)) ?? "",
    errors: (try? String(contentsOf: errors, encoding: .utf8)) ?? "",
    status: signal == 0 ? status >> 8 & 0xff : 128 + signal)
}

/// Why a test could not see what it wanted to see.
package struct Failure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// Looks again and again, at most so many seconds, until something is the case; fails with "waited
/// in vain for" what it was, and the note.
package func waitUntil(
  _ what: String, seconds: Double = 150, note: () -> String = { "" }, _ isSo: () throws -> Bool
) throws {
  let end = Date(timeIntervalSinceNow: seconds)
  while try !isSo() {
    guard Date() < end else { throw Failure("waited in vain for \(what)\n\(note())") }
    usleep(30_000)
  }
}

/// The path of a program of this package, beside the tests that run now.
package func builtProgram(_ name: String) -> String {
  let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
  let beside = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent(name)
  if FileManager.default.isExecutableFile(atPath: beside.path) { return beside.path }
  let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? ""
  return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent(name).path
}
