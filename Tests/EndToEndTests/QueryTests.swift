import Foundation
import TestSupport
import Testing

/// `hune query`: one answer, for scripts.
struct QueryTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func query(_ arguments: String...) throws -> Outcome {
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { environment[name] = value }
    return try run([builtProgram("hune"), "query"] + arguments, environment: environment)
  }

  private let demo = ["--demo", "--at", "2026-11-20T10:00:00Z"]

  private func ask(_ arguments: String...) throws -> Outcome { try ask(arguments) }

  private func ask(_ arguments: [String]) throws -> Outcome {
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { environment[name] = value }
    return try run(
      [builtProgram("hune"), "query"] + demo + arguments, environment: environment)
  }

  @Test func theAnswerAsATable() throws {
    let outcome = try ask("sort(node_filesystem_size_bytes{fstype!=\"tmpfs\"} / 1024 / 1024)")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output == """
        device      fstype  instance       job   mountpoint            value
        /dev/vda15  vfat    ops.demo:9100  node  /boot/efi               124
        /dev/vda1   ext4    ops.demo:9100  node  /                     40960
        /dev/vdb    xfs     ops.demo:9100  node  /var/lib/prometheus  204800

        """)
    #expect(try ask("1 + 1").output == "value\n    2\n")
    #expect(try ask("nope").output == "value\n")
  }

  @Test func theAnswerAsCSVAndJSON() throws {
    let expression = "label_replace(up{job=\"ofm\"}, \"text\", \"a,\\\"b\\\"\", \"\", \"\")"
    let csv = try ask(expression, "--format", "csv").output
    #expect(
      csv == "time,__name__,instance,job,text,value\r\n"
        + "1795168800,up,ofm.demo:9105,ofm,\"a,\"\"b\"\"\",1\r\n")
    let range = try ask("sum(up)", "--range", "--step", "30m", "--format", "csv")
    #expect(range.output == "time,value\r\n1795165200,3\r\n1795167000,3\r\n1795168800,3\r\n")
    let json = try ask("sum(up)", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["resultType"] as? String == "vector")
  }

  @Test func theAnswerAsAGraph() throws {
    let outcome = try ask(
      "sum(rate(node_cpu_seconds_total{mode!=\"idle\"}[5m]))", "--format", "graph")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("node_cpu_seconds_total"))
    #expect(outcome.output.unicodeScalars.contains { ("\u{2800}"..."\u{28FF}").contains($0) })
  }

  @Test func aLabelsColumnIsNeverTakenForTheValues() throws {
    let expression = "label_replace(sum(up), \"value\", \"x\", \"\", \"\")"
    #expect(
      try ask(expression, "--format", "csv").output
        == "time,exported_value,value\r\n1795168800,x,3\r\n")
  }

  @Test func anEmptyAnswerAsAGraphSaysSo() throws {
    let outcome = try ask("nope", "--format", "graph", "--size", "60x12")
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasPrefix("no data: no sample of nope"), "\(outcome.errors)")
    #expect(outcome.output.split(separator: "\n", omittingEmptySubsequences: false).count == 13)
  }

  @Test func variablesOfFlagsStandInTheExpression() throws {
    let csv = ["--format", "csv"]
    #expect(
      try ask(["sum($x)", "--var", "x=up"] + csv).output == ask(["sum(up)"] + csv).output)
    let several = try ask(
      ["count(up{job=~\"$job\"})", "--var", "job=ofm", "--var", "job=node"] + csv)
    #expect(several.output == (try ask(["count(up{job=~\"ofm|node\"})"] + csv).output))
  }

  @Test(arguments: [
    ("sum(rate(up[5m]) by (job)", "  sum(rate(up[5m]) by (job)\n                   ^^\n"),
    ("rate(up)", "  rate(up)\n       ^^\n"),
    ("up{a=\"日本\"} ++ * 2", "  up{a=\"日本\"} ++ * 2\n                  ^\n"),
  ])
  func aWrongExpressionIsShownWithItsPlace(expression: String, place: String) throws {
    let outcome = try ask(expression)
    #expect(outcome.status == 3)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasSuffix("\n" + place), "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("hune: prometheus refused the query: "))
  }

  @Test func aServerThatIsNotThereIsAFailure() throws {
    let outcome = try query("up", "--prometheus", "http://127.0.0.1:1")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("prometheus is unreachable"))
  }

  @Test func flagsOfTheDemoNeedIt() throws {
    let outcome = try query("up", "--seed", "3")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--seed goes with --demo"))
  }

  @Test func theSameMomentAndSeedGiveTheSameBytes() throws {
    let (one, same, other) = (
      try ask("queue_depth", "--seed", "4", "--range"),
      try ask("queue_depth", "--seed", "4", "--range"),
      try ask("queue_depth", "--seed", "5", "--range")
    )
    #expect(one.status == 0 && one.output.count > 1000)
    #expect(one.output == same.output)
    #expect(one.output != other.output)
  }
}
