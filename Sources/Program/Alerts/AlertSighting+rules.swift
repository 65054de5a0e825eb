package import DataSources
import Frames

extension RuleReport {
  /// The alerts of the rules, as sightings at the source of that name.
  package func sightings(at source: String) -> [AlertSighting] {
    groups.flatMap { group in
      group.rules.flatMap { rule -> [AlertSighting] in
        let origin = Alert.Rule(
          group: group.name, file: group.file, expression: rule.expression,
          holdFor: rule.holdFor, keepFiringFor: rule.keepFiringFor, error: rule.error)
        return rule.alerts.map { alert in
          AlertSighting(
            source: source, origin: .rules, labels: alert.labels,
            annotations: alert.annotations, state: alert.isFiring ? .firing : .pending,
            since: alert.activeAt, value: alert.value, rule: origin)
        }
      }
    }
  }
}
