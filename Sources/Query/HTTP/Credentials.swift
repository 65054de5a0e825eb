import Encodings

/// What a server wants to know before it answers.
package enum Credentials: Hashable, Sendable {
  case basic(user: String, password: String)
  case bearer(token: String)
  /// Headers of the operator's own, such as `X-Scope-OrgID` or a gateway's key.
  case headers([HTTPRequest.Header])

  /// The headers that say it.
  package var headers: [HTTPRequest.Header] {
    switch self {
    case .basic(let user, let password):
      [.init("Authorization", "Basic " + Base64.encoded(Array("\(user):\(password)".utf8)))]
    case .bearer(let token): [.init("Authorization", "Bearer \(token)")]
    case .headers(let headers): headers
    }
  }
}
