package import DataSources

/// Alertmanagers that share their silences: one that is made at any of them holds at all.
package struct SilenceRealm: Hashable, Sendable {
  /// The names of the sources, in the order of the settings.
  package var sources: [String]

  package init(_ sources: [String]) { self.sources = sources }

  /// What an Alertmanager is known by.
  package struct Sign: Hashable, Sendable {
    package var source: String
    package var peers: Set<String>
    /// Of its silences that have not expired.
    package var silences: Set<String>

    package init(source: String, status: Alertmanager.Status?, silences: [Silence]) {
      self.source = source
      peers = Set(status?.peers ?? [])
      self.silences = Set(silences.map(\.id))
    }
  }

  /// The realms of the Alertmanagers: members of one cluster name each other, and no two clusters
  /// make the same id.
  package static func realms(of signs: [Sign]) -> [SilenceRealm] {
    var groups: [(sources: [String], peers: Set<String>, silences: Set<String>)] = []
    for sign in signs {
      var group = ([sign.source], sign.peers, sign.silences)
      var rest: [(sources: [String], peers: Set<String>, silences: Set<String>)] = []
      for other in groups {
        if other.peers.isDisjoint(with: group.1) && other.silences.isDisjoint(with: group.2) {
          rest.append(other)
        } else {
          group = (
            other.sources + group.0, other.peers.union(group.1), other.silences.union(group.2)
          )
        }
      }
      groups = rest + [group]
    }
    let order = signs.map(\.source)
    return groups.map { group in SilenceRealm(order.filter { group.sources.contains($0) }) }
      .sorted {
        (order.firstIndex(of: $0.sources[0]) ?? 0) < (order.firstIndex(of: $1.sources[0]) ?? 0)
      }
  }
}
