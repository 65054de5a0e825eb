import Foundation
import TestSupport
import Testing

/// The frames of the demo whose pictures are in `docs/screens`, as text beside them;
/// HUNE_RECORD=1 writes them anew.
struct DemoFramesTests {
  @Test(
    arguments: ["overview", "budgets", "workflows"], ["80x24", "120x40", "160x45"])
  func aFrameOfTheDemoIsTheOneOfItsPicture(view: String, size: String) throws {
    let home = try TemporaryFolder()
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { environment[name] = value }
    environment["TZ"] = "UTC"
    environment["LC_ALL"] = "C.UTF-8"
    let outcome = try run(
      [
        builtProgram("hune"), "render", view, "--demo", "--seed", "7",
        "--at", "2026-11-20T14:32:00Z", "--size", size,
      ], environment: environment)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let file = URL(fileURLWithPath: Checkout.folder + "/docs/screens/\(view)-\(size).txt")
    if environment["HUNE_RECORD"] != nil {
      try outcome.output.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == outcome.output)
  }
}
