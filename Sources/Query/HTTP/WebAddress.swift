/// An absolute http or https URL, in its parts.
package struct WebAddress: Hashable, Sendable {
  package var origin: Origin
  /// `user:password`, as written; never part of `text`.
  package var userInfo: String?
  /// Path and query as written, from the first slash; never empty.
  package var target: String

  /// The address written in a text; `nil` when it is no http or https URL with a host.
  ///
  /// A fragment, which is never sent, is dropped.
  package init?(_ text: String) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
      let colon = text.firstIndex(of: ":"),
      let scheme = Origin.Scheme(rawValue: text[..<colon].lowercased())
    else { return nil }
    var rest = text[text.index(after: colon)...]
    guard rest.hasPrefix("//") else { return nil }
    rest = rest.dropFirst(2).prefix { $0 != "#" }

    var authority = rest.prefix { $0 != "/" && $0 != "?" }
    let target = rest[authority.endIndex...]
    self.target = target.hasPrefix("/") ? String(target) : "/" + target
    // A backslash is a slash to some readers of URLs: never let them disagree about the host.
    guard !authority.contains("\\") else { return nil }
    if let at = authority.lastIndex(of: "@") {
      userInfo = String(authority[..<at])
      authority = authority[authority.index(after: at)...]
    }
    guard let origin = Origin(scheme: scheme, authority: authority) else { return nil }
    self.origin = origin
  }

  /// The address without user and password.
  package var text: String { origin.description + target }

  /// The path, without the query.
  package var path: Substring { target.prefix { $0 != "?" } }

  /// The address that a reference, such as a `Location`, means from here; `nil` when that is not
  /// http or https. Dots in the path are left as they are.
  package func resolving(_ reference: String) -> WebAddress? {
    if reference.hasPrefix("//") { return WebAddress("\(origin.scheme.rawValue):\(reference)") }
    let head = reference.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if head.contains(":") { return WebAddress(reference) }
    let start =
      switch reference.first {
      case "/": ""
      case "?": String(path)
      case "#", nil: target
      default: String(path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex))
      }
    return WebAddress(origin.description + start + reference)
  }
}
