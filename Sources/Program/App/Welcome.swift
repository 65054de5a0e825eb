/// What there is for somebody who has configured nothing: servers where they usually are.
package struct Welcome: Hashable, Sendable {
  package struct Place: Hashable, Sendable {
    /// `prometheus`.
    package var kind: String
    package var port: UInt16

    package init(kind: String, port: UInt16) {
      self.kind = kind
      self.port = port
    }
  }

  package var found: [Place]
  package var missing: [Place]
  /// Where the configuration would stand.
  package var path: String

  package init(found: [Place], missing: [Place], path: String) {
    self.found = found
    self.missing = missing
    self.path = path
  }
}
