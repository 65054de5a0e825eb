/// How a connection is made to a server that wants more than an address: whom to trust, how to
/// prove who asks, which way to go.
package struct ConnectionOptions: Hashable, Sendable {
  /// Certificates in PEM form.
  package enum Certificates: Hashable, Sendable {
    case file(String)
    /// The text itself: of a key, a secret.
    case text(String)
  }

  /// Who vouches for the server; the system's authorities when `nil`.
  package var authorities: Certificates?
  /// What hune shows of itself when the server asks.
  package var clientCertificate: Certificates?
  package var clientKey: Certificates?
  /// The name that the server's certificate must bear, when it is not the address's.
  package var serverName: String?
  /// Whether the server's certificate is looked at. Only the operator can switch that off.
  package var verifiesServer = true
  /// `http://proxy:3128`; the environment's when `nil`. May hold a user and a password.
  package var proxy: String?

  package init() {}
}
