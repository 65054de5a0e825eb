/// Who acts, as it stands on silences and in the audit.
package struct Author: Hashable, Sendable, CustomStringConvertible {
  package var name: String
  package var host: String

  /// The first of these that says something: the flag or the configuration, then who called sudo,
  /// then who is logged in.
  package init(chosen: String?, environment: [String: String], host: String) {
    let names = [chosen, environment["SUDO_USER"], environment["USER"], environment["LOGNAME"]]
    name = names.compactMap(\.self).first { !$0.isEmpty } ?? "unknown"
    self.host = host.isEmpty ? "localhost" : host
  }

  /// `ada@ops1`; a name that has an address already stays as it is.
  package var description: String { name.contains("@") ? name : "\(name)@\(host)" }
}
