import Files
import Testing

@Test(
  arguments: [
    (["XDG_STATE_HOME": "/s", "HOME": "/home/a"], "/s/hune"),
    (["HOME": "/home/a"], "/home/a/.local/state/hune"),
    (["XDG_STATE_HOME": "relative", "HOME": "/home/a"], "/home/a/.local/state/hune"),
    (["XDG_STATE_HOME": ""], nil),
  ] as [([String: String], String?)])
func stateGoesWhereTheBaseDirectoriesSay(environment: [String: String], folder: String?) {
  #expect(Paths(environment: { environment[$0] }, executable: nil).state == folder)
}

@Test func sharedFilesStandBesideTheExecutable() {
  let paths = Paths(environment: { _ in nil }, executable: "/opt/hune/bin/hune")
  #expect(paths.share == "/opt/hune/bin/../share/hune")
  #expect(paths.configuration == nil)
}

@Test func aTildeIsTheOperatorsFolder() {
  let paths = Paths(environment: { $0 == "HOME" ? "/home/ada" : nil }, executable: nil)
  #expect(paths.expanded("~/a.csv") == "/home/ada/a.csv")
  #expect(paths.expanded("a~/b") == "a~/b")
  #expect(Paths(environment: { _ in nil }, executable: nil).expanded("~/a") == "~/a")
}
