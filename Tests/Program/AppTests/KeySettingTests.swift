import Cells
import Testing
import YAML

@testable import App
@testable import Configuration

/// The keys of a configuration, one `action: key` a line, and what is wrong with them.
private func adjusted(_ text: String) throws -> (map: KeyMap, problems: [String]) {
  let root = YAMLPlace(try #require(try YAMLValue.documents(in: Array(text.utf8)).first))
  let settings = root.entries.map { entry in
    let texts = entry.place.isSequence ? entry.place.elements : [entry.place]
    return KeySetting(
      action: entry.key, keys: texts.compactMap(\.value.text), place: entry.place)
  }
  let (map, problems) = KeyMap.adjusted(by: settings)
  return (map, problems.map(\.description))
}

@Test func keysAreChanged() throws {
  let (map, problems) = try adjusted("refresh: Ctrl-r\nmoveUp: [F6, PgUp]\npageUp: F7\n")
  #expect(problems.isEmpty)
  #expect(map.command(for: .control("r"), in: [.grid, .screen]) == .refresh)
  #expect(map.command(for: .character("r"), in: [.grid, .screen]) == nil)
  #expect(map.command(for: .pageUp, in: [.grid]) == .moveUp)
  #expect(map.command(for: .function(7), in: [.grid]) == .pageUp)
  #expect(map.command(for: .up, in: [.picker]) == .moveUp, "dialogs keep theirs")
  #expect(map.key(for: .refresh)?.title == "Ctrl-R")
}

@Test func actionsAreCalledAsTheHelpCallsThem() throws {
  let (map, problems) = try adjusted("full screen: F2\nrefresh now: F5\n")
  #expect(problems.isEmpty)
  #expect(map.command(for: .function(2), in: [.grid]) == .fullScreen)
  #expect(map.key(for: .refresh) == .function(5))
}

@Test func wrongKeysAreNamedWithTheirPlaces() throws {
  let (map, problems) = try adjusted(
    "refesh: r\nrefresh: Hyper-r\nhelp: q\ngrid.open: f\nfullScreen: x\nnowhere.open: y\n")
  #expect(
    problems == [
      "1:9: refesh: there is no action refesh; did you mean refresh?",
      "2:10: refresh: Hyper-r is no key: write x, Ctrl-X, Alt-X, F5, PgUp or Space",
      "6:15: nowhere.open: there is no action nowhere.open",
      "3:7: help: q is the key of quit already (screen)",
    ])
  #expect(map.key(for: .refresh) == .character("r"))
}

@Test func keysCanBeSwapped() throws {
  let (map, problems) = try adjusted("zoomIn: \"-\"\nzoomOut: +\n")
  #expect(problems.isEmpty)
  #expect(map.command(for: .character("-"), in: [.screen]) == .zoomIn)
}

@Test func twoActionsThatAreSetToOneKeyAreAProblemOnce() throws {
  let (_, problems) = try adjusted("zoomIn: x\nzoomOut: x\n")
  #expect(problems == ["2:10: zoomOut: x is the key of zoomIn already (screen)"])
}

@Test func everyKeyIsReadAsItIsWritten() {
  for binding in KeyMap.standard.bindings {
    for key in binding.keys { #expect(Key(title: key.title) == key) }
  }
  for text in ["", "Ctrl-", "F99", "Ctrl-  ", "paste", "xy"] { #expect(Key(title: text) == nil) }
}
