import Foundation
import TestSupport
import Testing

/// The commands for alerts in scripts, on a real Alertmanager.
@Suite(.enabled(if: RealAlertmanager.isUnpacked)) struct AlertScriptsTests {
  private let alertmanager: RealAlertmanager
  private let home: TemporaryFolder

  init() throws {
    alertmanager = try RealAlertmanager()
    home = try TemporaryFolder()
  }

  private func hune(_ words: String..., through shell: String? = nil) throws -> Outcome {
    let command =
      [builtProgram("hune")] + words.prefix(1)
      + (["silence", "dr"].contains(words[0]) ? [words[1]] : [])
    let rest = words.dropFirst(command.count - 1)
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { environment[name] = value }
    let whole = command + ["--alertmanager", alertmanager.url] + rest
    return try run(
      shell.map { ["sh", "-c", $0 + "; exec \"$0\" \"$@\""] + whole } ?? whole,
      environment: environment)
  }

  private var audit: [String] {
    ((try? home.read("state/hune/audit.jsonl")) ?? "").split(separator: "\n").map(String.init)
  }

  @Test func anAcknowledgementHoldsExactlyWhatMatches() throws {
    try alertmanager.fire([
      ["alertname": "Queue", "queue": "a"], ["alertname": "Queue", "queue": "b"],
      ["alertname": "Disk", "node": "n1"], ["alertname": "Disk", "node": "n2"],
    ])
    let done = try hune(
      "ack", "--yes", "--for", "10m", "--comment", "mine", "--author", "ada", "alertname=Queue")
    #expect(done.status == 0, "\(done.errors)")
    let silences = try alertmanager.silences()
    #expect(silences.count == 2)
    // Its output is the ids.
    #expect(Set(done.output.split(separator: "\n").map(String.init)) == Set(silences.map(\.id)))
    #expect(silences.allSatisfy { $0.comment.hasPrefix("mine [hune:") })
    #expect(silences.allSatisfy { $0.createdBy.hasPrefix("ada@") })
    #expect(audit.count { $0.contains(#""outcome":"ok""#) } == 2)

    // Held already: done.
    #expect(try hune("ack", "--yes", "--comment", "x", "alertname=Queue").status == 0)
    #expect(try alertmanager.silences().count == 2)
    #expect(try hune("ack", "--yes", "alertname=Nope").status == 3)
    #expect(try hune("ack", "--yes", "alertname=~").status != 0)
    #expect(try hune("ack", "--yes", "a=~\"(\"").status == 2)
    #expect(try hune("ack", "--for", "soon", "--yes", "a=b").status == 2)
    #expect(try hune("ack", "--yes", "alertname=~\".*\"").status == 4)
    #expect(try hune("ack", "--yes", "--read-only", "alertname=Disk").status == 4)
    #expect(try alertmanager.silences().count == 2)
    alertmanager.end()
    #expect(try hune("ack", "--yes", "alertname=Disk").status == 5)
  }

  @Test func aSilenceIsMadeListedAndExpired() throws {
    try alertmanager.fire((0..<5).map { ["alertname": "Queue", "queue": "q\($0)"] })
    let refused = try hune("silence", "add", "--yes", "--comment", "c", "alertname=Queue")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("--force-count 5"), "\(refused.errors)")
    #expect(
      try hune("silence", "add", "--yes", "--force-count", "4", "alertname=Queue").status == 4)
    #expect(try alertmanager.silences().isEmpty)
    let made = try hune(
      "silence", "add", "--yes", "--comment", "c", "--force-count", "5", "alertname=Queue")
    #expect(made.status == 0, "\(made.errors)")
    let id = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try alertmanager.silences().map(\.id) == [id])
    let list = try hune("silence", "list", "--json")
    let listed = try JSONSerialization.jsonObject(with: Data(list.output.utf8))
    let first = (listed as? [[String: Any]])?.first
    #expect(first?["id"] as? String == id && first?["holds"] as? Int == 5, "\(list.output)")
    #expect(try hune("silence", "expire", id).status == 0)
    #expect(try alertmanager.silences().isEmpty)
    #expect(try hune("silence", "expire", "nope").status == 3)
  }

  @Test func aTestOfDisasterRecoveryBeginsAndEnds() throws {
    #expect(try hune("dr", "start", "--for", "2h", "--comment", "rehearsal").status == 0)
    #expect(try alertmanager.silences().count == 1)
    let listing = try alertmanager.amtool(["silence", "query"])
    #expect(listing.contains(#"dr_mode="true""#), "\(listing)")
    #expect(try hune("dr", "start", "--for", "3h").status == 0)
    #expect(try alertmanager.silences().count == 1, "prolonged, not doubled")
    #expect(try hune("dr", "start", "--for", "25h").status == 4)
    #expect(try hune("dr", "stop").status == 0)
    #expect(try alertmanager.silences().isEmpty)
  }

  /// The audit comes first: where it can't be written nothing is sent, unless that is meant.
  @Test(arguments: ["a full disk", "no room for a line", "a file in place of the folder"])
  func nothingIsSentThatCannotBeWrittenDown(what: String) throws {
    try alertmanager.fire([["alertname": "Queue"]])
    let folder = home.path + "/state/hune"
    var limit: String?
    switch what {
    case "a full disk":
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/audit.jsonl", withDestinationPath: "/dev/full")
    case "no room for a line":
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      _ = try home.write(String(repeating: "x", count: 4_000) + "\n", to: "state/hune/audit.jsonl")
      // In blocks of 512 bytes.
      limit = "ulimit -f 8"
    default: _ = try home.write("", to: "state")
    }
    let refused = try hune("ack", "--yes", "--comment", "c", "alertname=Queue", through: limit)
    #expect(refused.status == 4, "\(refused)")
    #expect(refused.errors.contains("the audit can't be written"), "\(refused.errors)")
    #expect(refused.errors.contains("nothing was sent"), "\(refused.errors)")
    #expect(try alertmanager.silences().isEmpty)
    if limit != nil { #expect(audit == [String(repeating: "x", count: 4_000)]) }
    let meant = try hune(
      "ack", "--yes", "--without-audit", "--comment", "c", "alertname=Queue", through: limit)
    #expect(meant.status == 0, "\(meant.errors)")
    #expect(try alertmanager.silences().count == 1)
  }

  /// The same texts hold the same alerts, whoever reads them.
  @Test func matchersMeanTheSameToAmtool() throws {
    try alertmanager.fire([
      ["alertname": "Queue", "queue": "a", "team": "media"],
      ["alertname": "Queue", "queue": "a b", "team": "media"],
      ["alertname": "Queue", "queue": "say \"hi\""],
      ["alertname": "Queue", "queue": #"back\slash"#],
      ["alertname": "Queue", "queue": "zwei, drei"],
      ["alertname": "Queue", "queue": "grün", "team": "ops"],
      ["alertname": "Down", "instance": "10.0.0.1:9100"],
      ["alertname": "Down", "instance": "10.0.0.2:9100", "team": "ops"],
    ])
    let table: [[String]] = [
      ["alertname=Queue"], ["alertname=\"Queue\""], ["Queue"], ["alertname!=Queue"],
      ["queue=a"], ["queue=\"a b\""], ["queue=a b"], [#"queue="say \"hi\"""#],
      [#"queue="back\\slash""#], ["queue=\"zwei, drei\""], ["queue=grün"], ["queue=~gr.n"],
      ["queue=~\"a.*\""], ["queue=~a"], ["queue!~\"a.*\""], ["team=\"\""], ["team!=\"\""],
      ["team=~\"media|ops\""], ["team=~\"\""], ["team!~\".+\""],
      ["instance=~\"10.0.0.[12]:9100\""], ["instance=10.0.0.1:9100"], ["Down", "team=ops"],
      ["alertname=~\"D.*\"", "team!=ops"],
      [" alertname = Queue "], ["nope=x"], ["nope=\"\"", "alertname=Down"],
    ]
    // Commas and braces are as on the screen and in the API; amtool takes a word for one matcher.
    for words in ["alertname=Queue,team=media", "{alertname=\"Queue\", team=\"media\"}"] {
      let ours = try run(
        [builtProgram("hune"), "alerts", "--alertmanager", alertmanager.url, "--json", words])
      #expect(try labels(ours.output).count == 2, "\(words)")
    }
    for words in table {
      let ours = try run(
        [builtProgram("hune"), "alerts", "--alertmanager", alertmanager.url, "--json"] + words)
      guard let theirs = try held(by: words) else {
        #expect(ours.status != 0, "\(words)")
        continue
      }
      #expect(ours.status == 0, "\(words): \(ours.errors)")
      #expect(try labels(ours.output) == theirs, "\(words)")
    }
  }

  /// What a silence of amtool's holds; of matchers that no silence may have, what a query finds.
  private func held(by words: [String]) throws -> Set<[String: String]>? {
    let amtool = [RealAlertmanager.amtool, "--alertmanager.url", alertmanager.url]
    let made = try run(amtool + ["silence", "add", "-c", "c", "-a", "a", "-d", "1h"] + words)
    guard made.status == 0 else {
      let found = try run(amtool + ["alert", "query", "-o", "json"] + words)
      return found.status == 0 ? try labels(found.output) : nil
    }
    let held = try alertmanager.amtool(["alert", "query", "--silenced", "-o", "json"])
    let id = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    try alertmanager.amtool(["silence", "expire", id])
    return try labels(held)
  }

  private func labels(_ text: String) throws -> Set<[String: String]> {
    let array = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    return Set((array ?? []).compactMap { $0["labels"] as? [String: String] })
  }
}
