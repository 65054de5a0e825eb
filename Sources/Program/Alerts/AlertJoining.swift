package import Frames
import Times

/// Finds which sightings are of one alert.
///
/// External labels and relabelling add labels on the way to Alertmanager, so an alert there is the
/// one at the server whose labels it has all, of the same name. Alertmanagers that say the same
/// labels have the same alert.
package enum AlertJoining {
  /// The alerts that the sightings are of, the worst first, then by name and labels.
  package static func alerts(from sightings: [AlertSighting]) -> [Alert] {
    var groups = sameLabels(sightings.filter { $0.origin == .alertmanager })
    attach(sameLabels(sightings.filter { $0.origin == .rules }), to: &groups)
    attachOwn(sameLabels(sightings.filter { $0.origin == .here }), to: &groups)
    return groups.map(alert).sorted(by: precede)
  }

  /// Whether labels could be of one alert: the same name, and no label but the severity, which is
  /// everybody's own opinion, with two values.
  package static func areCompatible(_ left: Labels, _ right: Labels) -> Bool {
    guard left["alertname"] == right["alertname"] else { return false }
    return left.pairs.allSatisfy { pair in
      guard pair.name != "severity", let other = right[pair.name] else { return true }
      return other == pair.value
    }
  }

  private static func sameLabels(_ sightings: [AlertSighting]) -> [[AlertSighting]] {
    var places: [Labels: Int] = [:]
    var groups: [[AlertSighting]] = []
    for sighting in sightings {
      if let place = places[sighting.labels] {
        groups[place].append(sighting)
      } else {
        places[sighting.labels] = groups.count
        groups.append([sighting])
      }
    }
    return groups
  }

  /// Puts what servers say to what Alertmanagers say; the rest stands alone.
  ///
  /// A pending alert is at no Alertmanager yet: one there that looks like it is another cluster's.
  private static func attach(_ found: [[AlertSighting]], to groups: inout [[AlertSighting]]) {
    var index = SubsetIndex(groups.map { $0[0].labels })
    var taken: Set<Int> = []
    // The longer label set has the first choice: it is the closer one.
    for group in found.sorted(by: { $0[0].labels.count > $1[0].labels.count }) {
      let own = group[0]
      let candidates =
        own.state == .firing
        ? index.supersets(of: own.labels).filter { !taken.contains($0) } : []
      guard let place = candidates.min(by: { fits(groups[$0][0], own, betterThan: groups[$1][0]) })
      else {
        groups.append(group)
        continue
      }
      taken.insert(place)
      groups[place] += group
    }
  }

  /// No label added is best, then the time at which the alert fired.
  private static func fits(
    _ left: AlertSighting, _ own: AlertSighting, betterThan right: AlertSighting
  ) -> Bool {
    let isSame = (left.labels.count == own.labels.count, right.labels.count == own.labels.count)
    if isSame.0 != isSame.1 { return isSame.0 }
    return distance(of: own, to: left) < distance(of: own, to: right)
  }

  private static func distance(of own: AlertSighting, to other: AlertSighting) -> Span {
    guard let since = own.since, let fired = other.since else { return .hours(1e6) }
    let difference = fired - (since + (own.rule?.holdFor ?? .zero))
    return difference < .zero ? -difference : difference
  }

  /// What hune found itself, if a server says it too, is the server's; each of those is one.
  private static func attachOwn(_ found: [[AlertSighting]], to groups: inout [[AlertSighting]]) {
    var byName: [String: [Int]] = [:]
    if !found.isEmpty {
      for (place, group) in groups.enumerated() {
        byName[group[0].labels["alertname"] ?? "", default: []].append(place)
      }
    }
    var taken: Set<Int> = []
    for group in found {
      let own = group[0].labels
      // Servers name the dead one in their own way; other alerts have at least the rule's labels.
      let isLoose = own["alertname"] == DownSources.alertName
      let place = byName[own["alertname"] ?? ""]?.first { place in
        let labels = groups[place][0].labels
        return !taken.contains(place)
          && (isLoose
            ? areCompatible(labels, own)
            : own.pairs.allSatisfy { labels[$0.name] == $0.value })
      }
      if let place {
        groups[place] += group
        taken.insert(place)
      } else {
        groups.append(group)
      }
    }
  }

  private static func alert(of sightings: [AlertSighting]) -> Alert {
    // Alertmanager's labels and state are what pages; values and rules are known at the server.
    let first = sightings[0]
    let state = sightings.map(\.state).max() ?? first.state
    return Alert(
      labels: first.labels,
      annotations: sightings.first { $0.origin == .rules }?.annotations ?? first.annotations,
      state: state, since: sightings.compactMap(\.since).min(),
      resolvedAt: state == .resolved ? sightings.compactMap(\.resolvedAt).max() : nil,
      value: sightings.compactMap(\.value).first, rule: sightings.compactMap(\.rule).first,
      sightings: sightings)
  }

  private static func precede(_ left: Alert, _ right: Alert) -> Bool {
    if left.state != right.state { return left.state > right.state }
    if left.severity != right.severity { return left.severity < right.severity }
    if left.name != right.name { return left.name < right.name }
    return Labels.precede(left.labels, right.labels)
  }
}
