import Cells
import Testing

@testable import App

@Test func noTwoCommandsShareAKeyInOneScope() {
  for scope in KeyMap.Scope.allCases {
    let keys = KeyMap.standard.bindings.filter { $0.scope == scope }.flatMap(\.keys)
    #expect(Set(keys).count == keys.count, "\(scope)")
  }
}

@Test func theInnermostScopeWins() {
  let map = KeyMap.standard
  #expect(map.command(for: .character("q"), in: [.overlay, .screen]) == .back)
  #expect(map.command(for: .character("q"), in: [.grid, .screen]) == .quit)
  #expect(map.command(for: .character("~"), in: [.grid, .screen]) == nil)
}

@Test(arguments: [
  (Key.character(" "), "Space"), (.control("l"), "Ctrl-L"), (.backTab, "Shift-Tab"),
  (.character("?"), "?"), (.function(1), "F1"),
])
func keysAreWrittenAsPeopleCallThem(key: Key, title: String) {
  #expect(key.title == title)
}
