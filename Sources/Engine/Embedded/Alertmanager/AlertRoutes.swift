package import Frames
import Matchers
import YAML

/// Who is told of an alert: the tree of routes of an `alertmanager.yaml`, walked as Alertmanager
/// walks it. What a receiver does is nobody's business here.
package struct AlertRoutes: Sendable {
  private struct Route: Sendable {
    var matchers: [Matcher]
    var receiver: String
    var goesOn: Bool
    var routes: [Route]
  }

  /// The file as it was read.
  package let text: String
  /// In the order of the file.
  package let receivers: [String]
  private let root: Route

  /// A tree nested deeper than this is cut there.
  private static let deepest = 16

  /// One receiver for everything.
  package init(receiver: String) {
    text = "route:\n  receiver: \(receiver)\n"
    receivers = [receiver]
    root = Route(matchers: [], receiver: receiver, goesOn: false, routes: [])
  }

  /// `nil` when the text is no such file.
  package init?(parsing bytes: [UInt8]) {
    guard let file = try? YAMLValue.documents(in: bytes).first, let route = file["route"],
      let receiver = route["receiver"]?.text
    else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
    receivers = file["receivers"]?.elements.compactMap { $0["name"]?.text } ?? []
    root = Self.route(route, receiver: receiver, depth: 0)
  }

  /// A route without a receiver has that of the one above it.
  private static func route(_ value: YAMLValue, receiver: String, depth: Int) -> Route {
    let own = value["receiver"]?.text ?? receiver
    let inner = depth < deepest ? value["routes"]?.elements ?? [] : []
    return Route(
      matchers: (value["matchers"]?.elements ?? []).compactMap { element in
        element.text.flatMap { try? Matcher(parsing: $0) }
      }, receiver: own, goesOn: value["continue"]?.node == .bool(true),
      routes: inner.map { Self.route($0, receiver: own, depth: depth + 1) })
  }

  /// The receivers that are told of an alert, each once.
  package func receivers(of labels: Labels) -> [String] {
    var found: [String] = []
    for name in Self.receivers(of: labels, in: root) where !found.contains(name) {
      found.append(name)
    }
    return found
  }

  private static func receivers(of labels: Labels, in route: Route) -> [String] {
    var found: [String] = []
    for inner in route.routes where MatcherSet(inner.matchers).matches(labels) {
      found += receivers(of: labels, in: inner)
      if !inner.goesOn { break }
    }
    return found.isEmpty ? [route.receiver] : found
  }
}
