extension HTTPRequest: CustomStringConvertible {
  /// Method and address for a log: no query, no user, no password, no body.
  package var description: String {
    guard let address = WebAddress(url) else { return "\(method.rawValue) (not an http address)" }
    let socket = unixSocket.map { " over \($0)" } ?? ""
    return "\(method.rawValue) \(address.origin)\(address.path)\(socket)"
  }

  /// The headers for a log; of those that could hold a secret, which is all but a few, only the
  /// names.
  package var redactedHeaders: [Header] {
    let harmless: Set = ["accept", "accept-encoding", "content-type", "user-agent"]
    return headers.map {
      harmless.contains($0.name.lowercased()) ? $0 : Header($0.name, "(hidden)")
    }
  }
}
