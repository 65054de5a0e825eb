/// Scheme, host and port: what two addresses must share for a redirect, or a secret, to go from
/// one to the other.
package struct Origin: Hashable, Sendable {
  package enum Scheme: String, Hashable, Sendable {
    case http, https
    package var defaultPort: Int { self == .http ? 80 : 443 }
  }

  package var scheme: Scheme
  /// In lower case; an IPv6 address in its brackets.
  package var host: String
  package var port: Int

  /// The origin of a URL; `nil` when it is not http or https.
  package init?(_ url: String) {
    guard let address = WebAddress(url) else { return nil }
    self = address.origin
  }

  /// `host`, `host:port` or `[v6]:port`.
  init?(scheme: Scheme, authority: Substring) {
    var host = authority
    var port = scheme.defaultPort
    let bracket = authority.lastIndex(of: "]") ?? authority.startIndex
    if let colon = authority[bracket...].lastIndex(of: ":") {
      host = authority[..<colon]
      let digits = authority[authority.index(after: colon)...]
      if !digits.isEmpty {
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
          (1...65535).contains(number)
        else { return nil }
        port = number
      }
    }
    guard !host.isEmpty else { return nil }
    self.scheme = scheme
    self.host = host.lowercased()
    self.port = port
  }
}

extension Origin: CustomStringConvertible {
  /// `http://127.0.0.1:9090`; without the port when it is the scheme's own.
  package var description: String {
    "\(scheme.rawValue)://\(host)" + (port == scheme.defaultPort ? "" : ":\(port)")
  }
}
