/// A secret that stands in a file, read when it is needed: such files are rotated.
package enum Authorization: Hashable, Sendable {
  /// The file holds a token.
  case bearer(file: String)
  /// The file holds the password.
  case basic(user: String, file: String)

  package var file: String {
    switch self {
    case .bearer(let file), .basic(_, let file): file
    }
  }

  /// The header that the file's content makes; blanks and line ends around it don't count.
  func header(secret: String) -> HTTPRequest.Header? {
    let credentials: Credentials =
      switch self {
      case .bearer: .bearer(token: trimmed(secret))
      case .basic(let user, _): .basic(user: user, password: trimmed(secret))
      }
    return credentials.headers.first
  }
}

private func trimmed(_ text: String) -> String {
  var rest = text[...]
  while let last = rest.last, last.isWhitespace { rest.removeLast() }
  return String(rest.drop { $0.isWhitespace })
}
