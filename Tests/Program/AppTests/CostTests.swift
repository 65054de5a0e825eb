import HTTP
import Testing
import Times

@testable import App

private func cost(_ seconds: Double, used: Double, sent: Int, received: Int) -> Cost {
  Cost(
    usage: Usage(
      processorSeconds: used, elapsedSeconds: seconds, residentBytes: 31 << 20),
    sentBytes: sent,
    sources: ["prod": .init(requests: 7, receivedBytes: received, sentBytes: 512)])
}

@Test func theHelpSaysWhatLookingCosts() throws {
  var state = try program()
  _ = state.happen(.resized(width: 120, height: 80))
  _ = state.happen(.started)
  #expect(state.press("?") == [.measure])
  _ = state.happen(.measured(cost(100, used: 2, sent: 10_000, received: 204_800)))
  _ = state.press("G")
  var text = state.view().text()
  for words in [
    "2.0 %, 2.0 s in all", "31.0 MiB", "100 B/s, 9.8 KiB in all",
    "7 requests, 2.0 KiB/s, 200.0 KiB in all, 512 B sent",
  ] {
    #expect(text.contains(words), "\(words) in\n\(text)")
  }
  // A later look tells of the time between.
  _ = state.happen(.measured(cost(110, used: 2.05, sent: 10_500, received: 204_800)))
  text = state.view().text()
  #expect(text.contains("0.5 %, 2.1 s in all") || text.contains("0.5 %, 2.0 s in all"), "\(text)")
  #expect(text.contains("50 B/s"))
}

@Test func costIsLookedAtOnlyWhileTheHelpIsOpen() throws {
  var state = try program()
  _ = state.happen(.started)
  #expect(!state.happen(.deadline, after: 30).contains(.measure))
  _ = state.press("?", after: 31)
  #expect(state.happen(.deadline, after: 60).contains(.measure))
  _ = state.happen(.key(.escape), after: 61)
  #expect(!state.happen(.deadline, after: 90).contains(.measure))
}
