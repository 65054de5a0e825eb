import Foundation
import Testing
import Times

@testable import App

/// A screen is compared with its picture; HUNE_RECORD=1 draws the pictures anew.
func compare(_ screen: String, with name: String) throws {
  let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Snapshots")
  let file = folder.appendingPathComponent(name + ".txt")
  if ProcessInfo.processInfo.environment["HUNE_RECORD"] == "1" {
    try Data((screen + "\n").utf8).write(to: file)
  }
  #expect(try String(contentsOf: file, encoding: .utf8) == screen + "\n")
}

@Test(arguments: [(80, 24), (120, 40), (160, 45)])
func aCalmScreenLooksAsItsPicture(width: Int, height: Int) throws {
  var state = try program()
  _ = state.happen(.resized(width: width, height: height))
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  try compare(state.view().text(), with: "calm-\(width)x\(height)")
}

@Test func aScreenOfAFailingSourceLooksAsItsPicture() throws {
  var state = try program()
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  for fetch in fetches(state.happen(.deadline, after: 360)) {
    _ = state.happen(.fetched(fetch.id, .failure(refused)), after: 361)
  }
  try compare(state.view().text(), with: "stale-120x40")
}
