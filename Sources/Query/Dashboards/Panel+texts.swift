import Formats
import Transforms

extension Panel {
  /// The same with the variables of all that is shown filled in: title, description, names and
  /// units of fields, transformations. Queries are not among them: they are filled by the plan.
  package func filled(_ fill: (String) -> String) -> Panel {
    var panel = self
    panel.title = fill(title)
    panel.description = description.map(fill)
    panel.fieldConfig.displayName = fieldConfig.displayName.map(fill)
    panel.fieldConfig.unit = fieldConfig.unit.map(fill)
    panel.fieldConfig.noValue = fieldConfig.noValue.map(fill)
    for index in overrides.indices {
      panel.overrides[index].patch.displayName = overrides[index].patch.displayName.map(fill)
      panel.overrides[index].patch.unit = overrides[index].patch.unit.map(fill)
      panel.overrides[index].patch.noValue = overrides[index].patch.noValue.map(fill)
    }
    panel.transformations = transformations.map { $0.filled(fill) }
    return panel
  }
}
