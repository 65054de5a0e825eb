import Configuration
import DataSources
import HTTP
import Testing
import Times
import YAML

/// Reads a text with an environment and files that are made up.
private func read(
  _ text: String, environment: [String: String] = [:], files: [String: ConfigurationFile] = [:],
  othersCanRead: Bool = false, othersCanWrite: Bool = false
) -> ConfigurationReader.Outcome {
  let surroundings = Surroundings(
    environment: { environment[$0] },
    file: { path in
      files[path].map { .success($0) } ?? .failure(.init("No such file or directory"))
    })
  let file = ConfigurationFile(
    path: "config.yaml", bytes: Array(text.utf8), othersCanRead: othersCanRead,
    othersCanWrite: othersCanWrite)
  return ConfigurationReader.read(file, in: surroundings, now: Instant(milliseconds: 0))
}

private func secretFile(
  _ path: String, _ text: String, othersCanRead: Bool = false, othersCanWrite: Bool = false
) -> [String: ConfigurationFile] {
  [
    path: ConfigurationFile(
      path: path, bytes: Array(text.utf8), othersCanRead: othersCanRead,
      othersCanWrite: othersCanWrite)
  ]
}

@Test func everyMistakeIsToldWithItsPlace() {
  let text = """
    datasources:
      - name: prod
        type: prometheuss
        url: http://127.0.0.1:9090
      - name: prod2
        type: prometheus
      - type: loki
        url: http://127.0.0.1:3100
      - name: main
        type: prometheus
        url: ftp://host
      - name: good
        type: prometheus
        url: http://127.0.0.1:9090
        jsonData: {timeInterval: soon, httpMethod: PUT, httpHeaderName1: X-Scope-OrgID}
    contexts:
      - name: prod
        datasources: [god]
        refresh: 0s
    context: nowhere
    theem: dark
    glyphs: fancy
    drWindows: [{from: yesterday, for: 2h}]
    """
  let outcome = read(text)
  #expect(
    outcome.problems.map(\.description) == [
      "3:11: datasources[0].type: hune reads no sources of type prometheuss: it is left out; did you mean prometheus?",
      "5:5: datasources[1]: the source prod2 needs an address: add `url: http://…`",
      "7:5: datasources[2]: a source needs a name: add `name: prod`",
      "11:10: datasources[3].url: not an address: write http://host:9090, https://host/path or unix:///path",
      "15:30: datasources[4].jsonData.timeInterval: a duration of at least 1s is expected here, such as 30s or 1h30m",
      "15:48: datasources[4].jsonData.httpMethod: GET or POST is expected here",
      "15:70: datasources[4].jsonData.httpHeaderName1: X-Scope-OrgID has no value: add secureJsonData.httpHeaderValue1",
      "18:19: contexts[0].datasources[0]: no source is called god; did you mean good?",
      "19:14: contexts[0].refresh: a duration of at least 1s is expected here, such as 30s or 1h30m",
      "20:10: context: no context is called nowhere; there are prod",
      "21:1: theem: the key theem is not known; did you mean theme?",
      "22:9: glyphs: one of full, blocks, ascii is expected here",
      "23:20: drWindows[0].from: a date is expected here, such as 2026-11-21T10:00:00Z",
    ])
}

@Test func whatIsTrustedMustBeThere() {
  let text = """
    datasources:
      - name: a
        type: prometheus
        url: https://a
        tls_config: {ca_file: /no/ca.pem, cert_file: /no/cert.pem}
        secureJsonData: {httpHeaderValue2: x}
    """
  #expect(
    read(text).problems.map(\.description).sorted() == [
      "5:27: datasources[0].tls_config.ca_file: /no/ca.pem can't be read: No such file or directory",
      "5:50: datasources[0].tls_config.cert_file: /no/cert.pem can't be read: No such file or directory",
      "6:40: datasources[0].secureJsonData.httpHeaderValue2: no header has this value: add jsonData.httpHeaderName2",
    ])
}

@Test func fieldsThatLeadToTracesAreRead() throws {
  let text = """
    datasources:
      - name: logs
        type: loki
        url: http://127.0.0.1:3100
        jsonData:
          derivedFields:
            - {name: id, matcherRegex: 'tid=(\\w+)', datasourceUid: tempo, url: '${__value.raw}'}
            - {name: ref, matcherRegex: ref, matcherType: label, datasourceUid: tempo}
            - {name: elsewhere, matcherRegex: '(x)', url: 'http://a/${__value.raw}'}
    """
  let source = try #require(read(text).configuration?.contexts.first?.sources.first)
  #expect(source.traceFields == [.init(#"tid=(\w+)"#), .init("ref", isLabel: true)])
}

@Test func aProvisioningFileOfGrafanaIsReadAsItIs() throws {
  let text = """
    apiVersion: 1
    deleteDatasources: [{name: old, orgId: 1}]
    datasources:
      - name: Other
        type: prometheus
        access: proxy
        url: http://127.0.0.1:9091
      - name: Mimir
        uid: mimir
        type: prometheus
        url: https://mimir.example/prometheus/
        isDefault: true
        basicAuth: true
        basicAuthUser: ${USER_NAME}
        jsonData:
          httpMethod: GET
          timeInterval: 30s
          httpHeaderName1: X-Scope-OrgID
          tlsAuth: true
          tlsAuthWithCACert: true
          serverName: mimir.internal
          timeout: 60
        secureJsonData:
          basicAuthPassword: $__file{/run/secrets/password}
          httpHeaderValue1: $TENANT
          tlsCACert: CA
          tlsClientCert: CERT
          tlsClientKey: $KEY
    """
  let outcome = read(
    text, environment: ["USER_NAME": "me", "TENANT": "ofm", "KEY": "PRIVATE"],
    files: secretFile("/run/secrets/password", "hush\n"))
  #expect(outcome.problems.isEmpty)
  let source = try #require(outcome.configuration?.contexts.first?.sources.first)
  #expect(source.name == "Mimir")
  #expect(source.uid == "mimir")
  #expect(source.url == "https://mimir.example/prometheus")
  #expect(source.method == .get)
  #expect(source.scrapeInterval == .seconds(30))
  #expect(source.limits.totalSeconds == 60)
  #expect(
    source.headers == [
      .init("Authorization", "Basic bWU6aHVzaA=="), .init("X-Scope-OrgID", "ofm"),
    ])
  #expect(source.connection.serverName == "mimir.internal")
  #expect(source.connection.authorities == .text("CA"))
  #expect(source.connection.clientCertificate == .text("CERT"))
  #expect(source.connection.clientKey == .text("PRIVATE"))
  #expect(source.connection.verifiesServer)
}

@Test func prometheusOwnWordsForSecretsAreRead() throws {
  let text = """
    datasources:
      - name: a
        type: prometheus
        url: https://a
        authorization: {credentials_file: /token}
        tls_config: {ca_file: /ca.pem, server_name: b, insecure_skip_verify: true}
        proxy_url: http://proxy:3128
      - {name: b, type: loki, url: "http://b", basic_auth: {username: u, password_file: /token}}
    """
  let files = secretFile("/token", "t").merging(secretFile("/ca.pem", "c", othersCanRead: true)) {
    $1
  }
  let outcome = read(text, files: files)
  #expect(outcome.problems.isEmpty)
  let sources = try #require(outcome.configuration?.contexts.first?.sources)
  #expect(
    sources.map(\.authorization) == [.bearer(file: "/token"), .basic(user: "u", file: "/token")])
  #expect(sources[0].connection.authorities == .file("/ca.pem"))
  #expect(sources[0].connection.serverName == "b")
  #expect(sources[0].connection.proxy == "http://proxy:3128")
  #expect(!sources[0].connection.verifiesServer)
}

@Test func secretsThatOthersCanWriteAreRefused() {
  let text = """
    datasources:
      - {name: a, type: prometheus, url: "http://a", authorization: {credentials_file: /t}}
    """
  let written = read(text, files: secretFile("/t", "x", othersCanRead: true, othersCanWrite: true))
  #expect(written.problems.map(\.code) == ["unsafe-file"])
  #expect(written.configuration?.contexts.first?.sources.first?.authorization == nil)
  let readable = read(text, files: secretFile("/t", "x", othersCanRead: true))
  #expect(readable.problems.map(\.level) == [.warning])
  #expect(readable.configuration?.contexts.first?.sources.first?.authorization != nil)
  let missing = read(text)
  #expect(
    missing.problems.map(\.message) == ["/t can't be read: No such file or directory"])
}

@Test func aFileWithASecretInItIsItsOwnersAlone() {
  let text = """
    datasources:
      - name: a
        type: prometheus
        url: http://a
        basic_auth: {username: u, password: open}
    """
  #expect(read(text).problems.isEmpty)
  #expect(read(text, othersCanRead: true).problems.map(\.code) == ["readable-file"])
  #expect(read(text, othersCanWrite: true).problems.map(\.code) == ["unsafe-file"])
  // Without a secret it may lie about.
  #expect(read("theme: light", othersCanWrite: true).problems.isEmpty)
}

@Test(arguments: [
  ("$A", "x"), ("${A}b", "xb"), ("a$$A", "a$A"), ("$__env{A}", "x"), ("50$", "50$"),
  ("$__file{/f}", "s"),
])
func valuesComeFromTheEnvironmentAndFromFiles(text: String, value: String) {
  let outcome = read(
    "author: '\(text)'", environment: ["A": "x"], files: secretFile("/f", " s\n"))
  #expect(outcome.problems.isEmpty)
  #expect(outcome.configuration?.preferences.author == value)
}

@Test func anUnsetVariableIsNoEmptyOne() {
  let outcome = read("author: $NOBODY")
  #expect(outcome.configuration?.preferences.author == nil)
  #expect(
    outcome.problems.map(\.description) == [
      "1:9: author: the environment has no NOBODY; set it, or write $$ for a dollar"
    ])
}

@Test func contextsChooseAmongSourcesAndViews() throws {
  let text = """
    datasources:
      - {name: p1, type: prometheus, url: "http://a"}
      - {name: p2, type: prometheus, url: "http://b"}
      - {name: logs, type: loki, url: "http://c"}
    refresh: 15s
    views: [overview, node/node.json]
    contexts:
      one: {datasources: [p1, logs]}
      two:
        datasources: p2
        refresh: 1m
        timezone: utc
        variables: {job: [a, b], zone: x}
        views: [{name: nodes, layout: node/node.json}]
    context: two
    maxSilence: 8h
    acknowledge: {for: 30m, margin: 10m, extend: false}
    keys: {refresh: F5, freeze: [p, space]}
    drWindows: [{context: two, from: 2026-11-21T10:00:00Z, for: 2h}]
    """
  let outcome = read(text)
  #expect(outcome.problems.isEmpty)
  let configuration = try #require(outcome.configuration)
  #expect(configuration.start == "two")
  #expect(configuration.contexts.map(\.context) == ["one", "two"])
  #expect(configuration.contexts.map { $0.sources.map(\.name) } == [["p1", "logs"], ["p2"]])
  #expect(configuration.contexts.map(\.refresh) == [.seconds(15), .minutes(1)])
  #expect(
    configuration.contexts.map { $0.views.map(\.name) } == [["overview", "node"], ["nodes"]])
  #expect(configuration.contexts[1].variables == ["job": ["a", "b"], "zone": ["x"]])
  #expect(configuration.contexts[1].calendar == Calendar(.utc))
  #expect(configuration.acknowledgement.length == .minutes(30))
  #expect(configuration.acknowledgement.longest == .hours(8))
  #expect(!configuration.acknowledgement.isExtended)
  #expect(configuration.keys.map(\.action) == ["refresh", "freeze"])
  #expect(configuration.keys.map(\.keys) == [["F5"], ["p", "space"]])
  #expect(configuration.recoveryWindows.first.map { $0.to - $0.from } == .hours(2))
}

@Test(arguments: ["", "# nothing", "{}"])
func anEmptyFileIsADefaultContext(text: String) {
  let outcome = read(text)
  #expect(outcome.problems.isEmpty)
  #expect(outcome.configuration?.contexts.map(\.context) == ["default"])
}

@Test(arguments: [
  "- a", "5", "a: [", "datasources: 5", "contexts: {a: 5}", "views: {}", "keys: [q]",
])
func nonsenseIsRefusedWithAPlace(text: String) {
  let outcome = read(text)
  #expect(outcome.problems.contains { $0.level == .error && $0.line >= 1 && $0.column >= 1 })
}
