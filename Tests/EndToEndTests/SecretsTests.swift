import Foundation
import TestSupport
import Testing

/// Who asks, whom hune trusts, and that no secret shows.
struct SecretsTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func write(_ text: String, to name: String) throws -> String {
    let path = try home.write(text, to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    return path
  }

  private func hune(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Outcome
  {
    var all = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { all[name] = value }
    return try run(
      [builtProgram("hune")] + arguments, environment: all.merging(environment) { $1 })
  }

  private func check(_ source: String) throws -> Outcome {
    let config = try write("datasources:\n  - \(source)\n", to: "config.yaml")
    return try hune(["check", "--config", config])
  }

  @Test func anOwnAuthorityAndAClientsCertificate() throws {
    let certificates = try Certificates(in: home)
    let server = try SecuredServer(
      home,
      [
        "--cert", certificates.certificate("server"), "--key", certificates.key("server"),
        "--client-ca", certificates.authority,
      ])
    let address = "name: tls, type: prometheus, url: 'https://127.0.0.1:\(server.port)'"
    let own = "ca_file: \(certificates.authority), server_name: metrics.internal"
    let client =
      "cert_file: \(certificates.certificate("client")), key_file: \(certificates.key("client"))"
    let good = try check("{\(address), tls_config: {\(own), \(client)}}")
    #expect(good.output.contains("✓ tls (prometheus): reachable: version 2.42.0"), "\(good)")
    #expect(good.status == 0)
    #expect(server.requests.allSatisfy { $0.contains("127.0.0.1:\(server.port)") })

    let unnamed = try check("{\(address), tls_config: {\(own)}}")
    #expect(unnamed.status == 1)
    #expect(unnamed.output.contains("✗ tls (prometheus): reachable"))
    let untrusted = try check(
      "{\(address), tls_config: {server_name: metrics.internal, \(client)}}")
    #expect(untrusted.output.contains("✗ tls (prometheus): reachable: TLS:"), "\(untrusted)")
    let otherName = try check(
      "{\(address), tls_config: {ca_file: \(certificates.authority), \(client)}}")
    #expect(otherName.output.contains("✗ tls (prometheus): reachable: TLS:"), "\(otherName)")
    let blind = try check("{\(address), tls_config: {insecure_skip_verify: true, \(client)}}")
    #expect(blind.output.contains("not verified, as tlsSkipVerify asks"), "\(blind)")
    #expect(blind.status == 0)
  }

  @Test func certificatesMayStandInTheConfigurationOfGrafana() throws {
    let certificates = try Certificates(in: home)
    let server = try SecuredServer(
      home, ["--cert", certificates.certificate("server"), "--key", certificates.key("server")])
    let good = try check(
      """
      name: tls
          type: prometheus
          url: 'https://127.0.0.1:\(server.port)'
          jsonData: {tlsAuthWithCACert: true, serverName: metrics.internal}
          secureJsonData: {tlsCACert: '$__file{\(certificates.authority)}'}
      """)
    #expect(good.status == 0, "\(good)")
  }

  @Test func aRotatedTokenIsReadAgain() throws {
    let token = try write("first\n", to: "token")
    let server = try SecuredServer(home, ["--bearer-file", token])
    let config = try write(
      """
      datasources:
        - name: prod
          type: prometheus
          url: http://127.0.0.1:\(server.port)
          authorization: {credentials_file: \(token)}
      """, to: "config.yaml")
    var environment = home.environment
    environment["HUNE_CONFIG"] = config
    let window = try Tmux(
      [builtProgram("hune")], columns: 100, rows: 30, environment: environment)
    try window.wait(for: "the source") { $0.contains("● 1/1") }
    _ = try write("second\n", to: "token")
    let before = server.requests.count
    try window.type("r")
    try waitUntil("the new token") {
      server.requests.dropFirst(before).contains { $0.contains("Bearer second") }
    }
    try window.wait(for: "the source") { $0.contains("● 1/1") }
    #expect(!(try window.screen()).contains("second"))
  }

  @Test func aPasswordIsSentAndAWrongOneIsTold() throws {
    let server = try SecuredServer(home, ["--basic", "me:hush"])
    let address =
      "name: p, type: prometheus, url: 'http://127.0.0.1:\(server.port)', basicAuth: true"
    let good = try check(
      "{\(address), basicAuthUser: me, secureJsonData: {basicAuthPassword: hush}}")
    #expect(good.status == 0, "\(good)")
    let bad = try check(
      "{\(address), basicAuthUser: me, secureJsonData: {basicAuthPassword: loud}}")
    #expect(bad.status == 1)
    #expect(bad.output.contains("✗ p (prometheus): let in: HTTP 401"))
    #expect(!(bad.output + bad.errors).contains("loud"))
  }

  @Test func noSecretShowsAnywhere() throws {
    let server = try SecuredServer(home, [])
    let token = try write("canary-token\n", to: "token")
    let password = try write("canary-file\n", to: "password")
    let config = try write(
      """
      datasources:
        - name: header
          type: prometheus
          url: http://canary-user:canary-url@127.0.0.1:\(server.port)
          jsonData: {httpHeaderName1: X-Key}
          secureJsonData: {httpHeaderValue1: canary-header}
        - {name: bearer, type: loki, url: "http://127.0.0.1:\(server.port)", authorization: {credentials_file: \(token)}}
        - {name: basic, type: tempo, url: "http://127.0.0.1:\(server.port)", basicAuth: true, basicAuthUser: u, secureJsonData: {basicAuthPassword: $SECRET}}
        - {name: file, type: jaeger, url: "http://127.0.0.1:\(server.port)", basic_auth: {username: u, password_file: \(password)}}
        - {name: proxy, type: alertmanager, url: "http://127.0.0.1:1", proxy_url: "http://u:canary-proxy@127.0.0.1:1"}
      """, to: "config.yaml")
    let environment = ["SECRET": "canary-environment"]
    var seen = ""
    for arguments in [["check"], ["check", "--json"], ["render", "overview", "--wait", "2s"]] {
      let outcome = try hune(arguments + ["--config", config], environment)
      seen += outcome.output + outcome.errors
    }
    let refused = try hune(["check", "--prometheus", "http://u:canary-flag@127.0.0.1:1"])
    #expect(refused.status == 2)
    #expect(refused.errors.contains("basicAuthPassword"))
    seen += refused.output + refused.errors

    let output = home.path + "/terminal-output"
    var all = home.environment.merging(environment.mapValues { $0 as String? }) { $1 }
    all["HUNE_CONFIG"] = config
    let window = try Tmux([builtProgram("hune")], columns: 160, rows: 45, environment: all)
    seen += try window.wait(for: "the failures") {
      $0.contains("next try") || $0.contains("failed")
    }
    try window.type("?")
    seen += try window.wait(for: "the help") { $0.contains("help") }
    try window.press("Escape")
    try window.wait(for: "the help closed") { !$0.contains("everywhere") }
    // What stands behind a panel: its query, frames and raw answer, then as an own query.
    try window.press("i")
    seen += try window.wait(for: "/api/v1/query")
    for _ in 0..<2 {
      try window.press("Tab")
      seen += try window.wait(for: "the next section") { $0.contains("close") }
    }
    try window.press("Escape")
    try window.wait(for: "the inspector closed") { !$0.contains("raw JSON") }
    try window.press("e")
    seen += try window.wait(for: "Explore  ")
    try window.press("Escape")
    try window.wait(for: "explore closed") { !$0.contains("Explore  ") }
    // Copies go through the terminal, so that its whole output is looked through.
    try window.record(to: output)
    try window.press("y")
    seen += try window.wait(for: "copy") { $0.contains("cop") }
    for format in 0..<4 {
      try window.press("w")
      try window.wait(for: "Write ")
      for _ in 0..<format { try window.press("Tab") }
      try window.press("C-u")
      try window.type("\(home.path)/written-\(format)")
      try window.press("Enter")
      seen += try window.wait(for: "the dialog gone") { !$0.contains("Write ") }
    }
    seen += try String(contentsOfFile: output, encoding: .utf8)
    // hune's own command line, and all that a child of it would be given.
    let processes = try run([
      "sh", "-c",
      "cat /proc/$0/cmdline; for c in $(cat /proc/$0/task/*/children); do cat /proc/$c/cmdline /proc/$c/environ; done",
      String(try window.processID()),
    ])
    #expect(processes.output.contains("hune"))
    seen += processes.output
    let files = try run(["grep", "-rlE", "canary", home.path])
    let own = ["/config.yaml", "/token", "/password"].map { home.path + $0 }
    let written = files.output.split(separator: "\n").map(String.init)
      .filter { !own.contains($0) && !$0.contains("/secured-") }
    #expect(written.isEmpty)
    #expect(
      !seen.contains("canary"), "\(seen.split(separator: "\n").filter { $0.contains("canary") })")
    // They did go to the server itself.
    for secret in ["canary-header", "canary-token"] {
      #expect(server.requests.contains { $0.contains(secret) }, "\(secret)")
    }
  }
}
