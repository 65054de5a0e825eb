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
      [.init("Authorization", "Basic " + base64(Array("\(user):\(password)".utf8)))]
    case .bearer(let token): [.init("Authorization", "Bearer \(token)")]
    case .headers(let headers): headers
    }
  }
}

/// RFC 4648 with padding.
private func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for place in 0..<4 {
      text.append(
        place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
    }
  }
  return String(decoding: text, as: UTF8.self)
}
