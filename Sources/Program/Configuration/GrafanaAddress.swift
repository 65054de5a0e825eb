import HTTP
package import Times

/// The address of a dashboard in a Grafana, as copied from a browser:
/// `https://host/d/UID/name?kiosk=tv&theme=light&from=now-24h&to=now&var-x=a`.
///
/// hune asks that Grafana nothing: it opens its own layout of the same uid, with the same range,
/// variables and looks.
package struct GrafanaAddress: Hashable, Sendable {
  package var uid: String
  package var from: TimeExpression?
  package var to: TimeExpression?
  package var refresh: Span?
  package var theme: String?
  package var isKiosk = false
  /// By name; a variable given several times has several values.
  package var variables: [String: [String]] = [:]
  /// The panel that fills the screen.
  package var panel: Int?

  package struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String
  }

  /// The parts of an address; `nil` when the text is none (a command, a file).
  package init?(_ text: String) throws(Malformed) {
    guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return nil }
    guard let address = WebAddress(text) else {
      throw Malformed(description: "\(text): not an address")
    }
    // A Grafana behind a proxy has a path of its own before the /d/.
    let parts = address.path.split(separator: "/").map(String.init)
    guard let place = parts.firstIndex(where: { ["d", "d-solo"].contains($0) }),
      parts.indices.contains(place + 1),
      let uid = PercentEncoding.decoded(parts[place + 1])
    else {
      throw Malformed(
        description:
          "\(address.text): not a dashboard's address; one looks like https://host/d/UID/name")
    }
    self.uid = uid
    for field in PercentEncoding.fields(address.target.drop { $0 != "?" }.dropFirst()) {
      try apply(field.name, field.value)
    }
  }

  private mutating func apply(_ name: String, _ value: String) throws(Malformed) {
    if name.hasPrefix("var-") {
      variables[String(name.dropFirst(4)), default: []].append(value)
      return
    }
    switch name {
    case "from": from = try time(value, name)
    case "to": to = try time(value, name)
    // `kiosk`, `kiosk=1`, `kiosk=tv`, `kiosk=true`.
    case "kiosk": isKiosk = !["0", "false"].contains(value)
    case "theme": theme = ["light", "dark"].contains(value) ? value : nil
    case "refresh": refresh = try? Span(parsing: value)
    case "viewPanel", "panelId":
      let digits = value.hasPrefix("panel-") ? String(value.dropFirst(6)) : value
      panel = Int(digits)
    default: break
    }
  }

  private func time(_ text: String, _ name: String) throws(Malformed) -> TimeExpression {
    do {
      return try TimeExpression(text)
    } catch {
      throw Malformed(description: "\(name)=\(text): \(error)")
    }
  }
}
