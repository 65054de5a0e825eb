import HTTP
import YAML

// Who asks, and whom to trust.
extension ConfigurationReader {
  /// What is known when the file is read: passwords, tokens, headers.
  mutating func credentials(
    _ place: YAMLPlace, data: YAMLPlace?, secrets: YAMLPlace?
  ) -> [Credentials] {
    var credentials: [Credentials] = []
    if inspector.bool(place["basicAuth"]) == true {
      let user = expanded(place["basicAuthUser"]) ?? ""
      let password = secret(secrets?["basicAuthPassword"]) ?? secret(place["basicAuthPassword"])
      if let password {
        credentials.append(.basic(user: user, password: password))
      } else {
        inspector.report(
          .error, "missing", at: place,
          "basicAuth needs secureJsonData.basicAuthPassword: write $__file{/path} there")
      }
    }
    if let basic = place["basic_auth"],
      inspector.isMapping(basic, known: ["username", "password", "password_file"]),
      let password = secret(basic["password"])
    {
      credentials.append(.basic(user: expanded(basic["username"]) ?? "", password: password))
    }
    if let given = place["authorization"],
      inspector.isMapping(given, known: ["type", "credentials", "credentials_file"]),
      let token = secret(given["credentials"])
    {
      let type = inspector.text(given["type"]) ?? "Bearer"
      credentials.append(.headers([.init("Authorization", "\(type) \(token)")]))
    }
    let headers = headers(data, secrets: secrets)
    return credentials + (headers.isEmpty ? [] : [.headers(headers)])
  }

  /// `httpHeaderName1` in the open, `httpHeaderValue1` among the secrets.
  private mutating func headers(
    _ data: YAMLPlace?, secrets: YAMLPlace?
  ) -> [HTTPRequest.Header] {
    let own = ["basicAuthPassword", "tlsCACert", "tlsClientCert", "tlsClientKey", "password"]
    if let secrets {
      let numbered = secrets.value.entries.map(\.key).filter { $0.hasPrefix("httpHeaderValue") }
      _ = inspector.isMapping(secrets, known: own + numbered)
    }
    for entry in secrets?.entries ?? [] where entry.key.hasPrefix("httpHeaderValue") {
      let nameKey = "httpHeaderName" + entry.key.dropFirst("httpHeaderValue".count)
      guard data?[nameKey] == nil else { continue }
      inspector.report(
        .warning, "missing", at: entry.place, "no header has this value: add jsonData.\(nameKey)")
    }
    var headers: [HTTPRequest.Header] = []
    for entry in data?.entries ?? [] where entry.key.hasPrefix("httpHeaderName") {
      let valueKey = "httpHeaderValue" + entry.key.dropFirst("httpHeaderName".count)
      guard let name = expanded(entry.place) else { continue }
      guard let value = secret(secrets?[valueKey]) else {
        if secrets?[valueKey] == nil {
          inspector.report(
            .error, "missing", at: entry.place,
            "\(name) has no value: add secureJsonData.\(valueKey)")
        }
        continue
      }
      guard isToken(name), !value.utf8.contains(where: { $0 < 0x20 && $0 != 9 || $0 == 0x7F })
      else {
        inspector.report(
          .error, "wrong-value", at: entry.place, "not a header: a control character or a blank")
        continue
      }
      headers.append(.init(name, value))
    }
    return headers
  }

  /// Secrets in files that are read when they are needed, and again when the server refuses them.
  mutating func authorization(_ place: YAMLPlace) -> Authorization? {
    if let file = place["authorization"]?["credentials_file"] ?? place["bearer_token_file"],
      let path = expanded(file), secretFile(path, at: file) != nil
    {
      return .bearer(file: path)
    }
    if let basic = place["basic_auth"], let file = basic["password_file"],
      let path = expanded(file), secretFile(path, at: file) != nil
    {
      return .basic(user: expanded(basic["username"]) ?? "", file: path)
    }
    return nil
  }

  mutating func connection(
    _ place: YAMLPlace, data: YAMLPlace?, secrets: YAMLPlace?
  ) -> ConnectionOptions {
    var options = ConnectionOptions()
    if inspector.bool(data?["tlsAuthWithCACert"]) == true {
      options.authorities = certificates(secrets, "tlsCACert", for: data?["tlsAuthWithCACert"])
    }
    if inspector.bool(data?["tlsAuth"]) == true {
      options.clientCertificate = certificates(secrets, "tlsClientCert", for: data?["tlsAuth"])
      options.clientKey = certificates(secrets, "tlsClientKey", for: data?["tlsAuth"])
    }
    options.serverName = expanded(data?["serverName"])
    if inspector.bool(data?["tlsSkipVerify"]) == true { options.verifiesServer = false }
    if let tls = place["tls_config"],
      inspector.isMapping(
        tls,
        known: [
          "ca", "ca_file", "cert", "cert_file", "key", "key_file", "server_name",
          "insecure_skip_verify", "min_version", "max_version",
        ])
    {
      options.authorities = openFile(tls["ca_file"]).map { .file($0) } ?? options.authorities
      options.clientCertificate =
        openFile(tls["cert_file"]).map { .file($0) } ?? options.clientCertificate
      if let file = tls["key_file"], let path = expanded(file), secretFile(path, at: file) != nil {
        options.clientKey = .file(path)
      }
      options.serverName = expanded(tls["server_name"]) ?? options.serverName
      if inspector.bool(tls["insecure_skip_verify"]) == true { options.verifiesServer = false }
    }
    if let proxy = place["proxy_url"], let address = expanded(proxy) {
      if WebAddress(address) == nil {
        inspector.report(.error, "bad-address", at: proxy, "not an address: write http://host:3128")
      }
      if WebAddress(address)?.userInfo != nil { holdsSecrets = true }
      options.proxy = address
    }
    return options
  }

  private mutating func certificates(
    _ secrets: YAMLPlace?, _ key: String, for flag: YAMLPlace?
  ) -> ConnectionOptions.Certificates? {
    if let place = secrets?[key] {
      return (key == "tlsClientKey" ? secret(place) : expanded(place)).map { .text($0) }
    }
    if let flag {
      inspector.report(.error, "missing", at: flag, "add secureJsonData.\(key): $__file{/path.pem}")
    }
    return nil
  }

  /// A header's name by RFC 9110.
  private func isToken(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }
}
