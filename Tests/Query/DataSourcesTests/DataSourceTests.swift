import DataSources
import HTTP
import Testing

struct DataSourceTests {
  @Test(arguments: [
    ("http://127.0.0.1:9090", "http://127.0.0.1:9090", nil),
    ("https://Prom.example/a/b/?x=1", "https://prom.example/a/b", nil),
    ("unix:///run/p.sock", "http://localhost", "/run/p.sock"),
    ("unix:///run/p.sock:/mimir/", "http://localhost/mimir", "/run/p.sock"),
  ])
  func readsItsAddress(address: String, url: String, socket: String?) {
    let source = DataSource(name: "a", kind: .prometheus, address: address)
    #expect(source?.url == url)
    #expect(source?.unixSocket == socket)
    #expect(source?.uid == "a")
  }

  @Test(arguments: ["", "prom:9090", "ftp://a", "unix://run/p.sock", "unix:///a:b c"])
  func refusesWhatIsNoAddress(address: String) {
    #expect(DataSource(name: "a", kind: .prometheus, address: address) == nil)
  }

  @Test func takesUserAndPasswordOutOfTheAddress() {
    let source = DataSource(name: "a", kind: .prometheus, address: "http://me:pw@h/x")
    #expect(source?.url == "http://h/x")
    #expect(source?.headers == [.init("Authorization", "Basic bWU6cHc=")])
  }
}
