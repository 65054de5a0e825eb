import Configuration
import Testing
import Times

/// Reads a text where themes and layouts of these names are, and no file is.
private func read(
  _ text: String, themes: [String]? = nil, layouts: [String]? = nil
) -> ConfigurationReader.Outcome {
  var surroundings = Surroundings(
    environment: { _ in nil }, file: { _ in .failure(.init("No such file or directory")) })
  if let themes { surroundings.themes = { themes } }
  if let layouts { surroundings.layouts = { folder in layouts + [folder ?? ""] } }
  let file = ConfigurationFile(
    path: "config.yaml", bytes: Array(text.utf8), othersCanRead: false, othersCanWrite: false)
  return ConfigurationReader.read(file, in: surroundings, now: Instant(milliseconds: 0))
}

@Test func namesOfWhatIsNotThereAreToldWithTheirPlaces() {
  let text = """
    datasources: [{name: prod, type: prometheus, url: "http://127.0.0.1:9090"}]
    theme: drak
    layouts: mine
    views:
      - nope.json
      - {name: a, layout: ofm/overveiw.json}
      - {name: b, layout: ofm/overview.json}
      - {name: c, layout: "boards.yaml#uid"}
      - {name: d, layout: mine}
    rules: [/nope.yaml, ofm/alerts.yaml]
    """
  let outcome = read(
    text, themes: ["dark", "light"], layouts: ["ofm/overview.json", "boards.yaml"])
  #expect(
    outcome.problems.map { "\($0.line):\($0.column): \($0.level): \($0.message)" } == [
      "2:8: error: no theme is called drak; there are dark, light",
      "5:5: warning: there is no layout nope.json",
      "6:23: warning: there is no layout ofm/overveiw.json; did you mean ofm/overview.json?",
      "10:9: warning: /nope.yaml can't be read: No such file or directory",
    ])
  // Where nobody knows what there is, nothing is said.
  #expect(read("theme: drak\nviews: [nope.json]\n").problems.isEmpty)
}
