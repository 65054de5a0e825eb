import Foundation
import TestSupport
import Testing

/// How the scripts come by Debian's packages, on stand-ins for apt, dpkg, id and sudo that write
/// down what they are asked.
struct PackagesTests {
  private let home: TemporaryFolder
  private let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../scripts/lib/packages.sh").standardized.path

  init() throws {
    home = try TemporaryFolder()
    for folder in ["bin", "lists"] {
      try FileManager.default.createDirectory(
        atPath: home.path + "/" + folder, withIntermediateDirectories: true)
    }
    for tool in ["bash", "dirname", "env", "find", "seq"] {
      try FileManager.default.createSymbolicLink(
        atPath: home.path + "/bin/" + tool, withDestinationPath: try path(of: tool))
    }
    try stand(in: "dpkg-query", #"case " $INSTALLED " in *" ${*: -1} "*) echo installed;; esac"#)
    try stand(in: "id", #"echo "$USER_ID""#)
    try stand(in: "apt-get", #"echo "apt-get $*" >>"$LOG"; [ "$1" != "$FAILS" ]"#)
    _ = try home.write("", to: "log")
  }

  private func path(of tool: String) throws -> String {
    let outcome = try run(["/bin/sh", "-c", "command -v \(tool)"])
    return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Written by a process of its own: what a process has open for writing can't be run, and a test
  /// beside this one may be starting a program that has it too.
  private func stand(in name: String, _ body: String) throws {
    let outcome = try run([
      "/bin/sh", "-c", #"printf '#!/bin/bash\n%s\n' "$1" >"$0" && chmod +x "$0""#,
      home.path + "/bin/" + name, body,
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  /// Installs a group that has two packages, and returns what apt was asked.
  private func install(
    installed: String = "", user: Int = 0, hasLists: Bool = true, fails: String = ""
  ) throws -> (Outcome, asked: [String]) {
    if hasLists { _ = try home.write("", to: "lists/debian_main_Packages") }
    let outcome = try run(
      [
        "/bin/bash", "-c",
        #"set -euo pipefail; . "$0"; packages_mine="one two"; install_packages mine"#, script,
      ],
      environment: [
        "PATH": home.path + "/bin", "LOG": home.path + "/log", "INSTALLED": installed,
        "USER_ID": "\(user)", "APT_LISTS": home.path + "/lists", "FAILS": fails,
      ])
    return (outcome, try home.read("log").split(separator: "\n").map(String.init))
  }

  private func installing(_ packages: String) -> String {
    "apt-get install -qq -y --no-install-recommends \(packages)"
  }

  @Test func whatIsThereIsNotAskedFor() throws {
    let (outcome, asked) = try install(installed: "one two", user: 1000)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(asked.isEmpty)
  }

  @Test func whatIsMissingIsInstalled() throws {
    let (outcome, asked) = try install(installed: "one")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(asked == [installing("two")])
  }

  @Test func emptyListsAreFetchedFirst() throws {
    let (outcome, asked) = try install(hasLists: false)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(asked == ["apt-get update -qq", installing("one two")])
  }

  @Test func listsOfLongAgoAreFetchedAgain() throws {
    let (outcome, asked) = try install(fails: "install")
    #expect(outcome.status != 0)
    #expect(asked == [installing("one two"), "apt-get update -qq", installing("one two")])
  }

  @Test func whoIsNotRootGoesThroughSudo() throws {
    try stand(in: "sudo", #"shift; [ "$1" = true ] || echo "sudo" >>"$LOG"; exec "$@""#)
    try FileManager.default.createSymbolicLink(
      atPath: home.path + "/bin/true", withDestinationPath: try path(of: "/bin/true"))
    let (outcome, asked) = try install(user: 1000, hasLists: false)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(asked == ["sudo", "apt-get update -qq", "sudo", installing("one two")])
  }

  @Test(arguments: [true, false])
  func whoMayNotIsToldTheLineToRun(hasSudo: Bool) throws {
    if hasSudo { try stand(in: "sudo", "echo 'a password is required' >&2; exit 1") }
    let (outcome, asked) = try install(installed: "two", user: 1000)
    #expect(outcome.status == 1)
    #expect(outcome.errors == "run first: sudo apt-get install -y one\n")
    #expect(asked.isEmpty)
  }
}
