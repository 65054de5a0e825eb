/// Local time over libc: fields of an instant in one zone, and back.
package struct Calendar: Hashable, Sendable {
  package enum Zone: Hashable, Sendable {
    case utc
    /// The machine's own.
    case local
    /// A name of the tz database.
    case named(String)
  }

  package var zone: Zone

  package init(_ zone: Zone = .local) { self.zone = zone }
}
