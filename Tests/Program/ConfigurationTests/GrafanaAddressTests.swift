import Configuration
import Testing
import Times

@Test func aGrafanaAddressIsADashboardWithRangeAndLooks() throws {
  let address = try #require(
    try GrafanaAddress(
      "https://g.example/grafana/d/abc-1/name?orgId=1&kiosk=tv&theme=light&from=now-24h&to=now"
        + "&var-job=a%20b&var-job=c&var-zone=All&refresh=10s&viewPanel=panel-7"))
  #expect(address.uid == "abc-1")
  #expect(address.isKiosk)
  #expect(address.theme == "light")
  #expect(try address.from == TimeExpression("now-24h"))
  #expect(address.to == .now)
  #expect(address.variables == ["job": ["a b", "c"], "zone": ["All"]])
  #expect(address.refresh == .seconds(10))
  #expect(address.panel == 7)
}

@Test(arguments: [("kiosk", true), ("kiosk=1", true), ("kiosk=0", false), ("x=1", false)])
func kioskHasManySpellings(query: String, isKiosk: Bool) throws {
  #expect(try GrafanaAddress("http://g/d/u?\(query)")?.isKiosk == isKiosk)
}

@Test func millisecondsAreMoments() throws {
  let address = try GrafanaAddress("http://g/d/u/n?from=1700000000000&to=1700003600000")
  #expect(address?.from == .absolute(Instant(milliseconds: 1_700_000_000_000)))
}

@Test(arguments: ["render", "layouts/x.json", "d/abc", "ftp://g/d/u"])
func otherTextsAreNoAddresses(text: String) throws {
  #expect(try GrafanaAddress(text) == nil)
}

@Test(arguments: ["http://g/", "http://g/explore", "http://g/d/", "http://g/d/u?from=never"])
func addressesOfOtherPagesAreToldApart(text: String) {
  #expect(throws: GrafanaAddress.Malformed.self) { try GrafanaAddress(text) }
}
