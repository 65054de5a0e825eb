package import Dashboards
import Formats
import Transforms

/// What the operator changed of how a panel is shown; the layout's own where nothing is set.
package struct PanelAdjustments: Hashable, Sendable {
  /// The names of series that are not drawn.
  package var hiddenSeries: Set<String> = []
  /// From zero where the layout begins elsewhere, else fitted to the data.
  package var togglesZero = false
  /// A logarithmic axis for a linear one, and the other way round.
  package var togglesLog = false
  /// The column that a table is sorted by, and which way.
  package var sortBy: String?
  package var sortsDescending = false
  /// Only rows with this text are shown.
  package var filter = ""

  package init() {}

  /// The panel as it is shown.
  package func applied(to panel: Panel) -> Panel {
    var panel = panel
    if !hiddenSeries.isEmpty {
      var patch = FieldPatch()
      var hidden = CustomConfig.HideFrom()
      hidden.viz = true
      patch.custom.hideFrom = hidden
      panel.overrides.append(
        FieldOverride(.byNames(hiddenSeries.sorted(), isExcluding: false), patch))
    }
    if togglesLog {
      var patch = FieldPatch()
      patch.custom.scaleDistribution = panel.isLogarithmic ? .linear : .log(base: 10)
      panel.overrides.append(FieldOverride(.all, patch))
    }
    if togglesZero, panel.hasOwnStart {
      var patch = FieldPatch()
      patch.min = 0
      panel.overrides.append(FieldOverride(.all, patch))
    }
    if var options = panel.kind.tableOptions, let sortBy {
      (options.sortBy, options.sortsDescending) = (sortBy, sortsDescending)
      if case .traces = panel.kind {
        panel.kind = .traces(options)
      } else {
        panel.kind = .table(options)
      }
    }
    return panel
  }

  /// The axis follows the data, zero or not.
  package func fitsAxis(of panel: Panel) -> Bool { togglesZero && !panel.hasOwnStart }
}

extension Panel {
  /// The layout says where the axis begins, and it is not zero.
  fileprivate var hasOwnStart: Bool {
    ([fieldConfig.min] + overrides.map(\.patch.min)).contains { $0 != nil && $0 != 0 }
  }

  fileprivate var isLogarithmic: Bool {
    if case .log = fieldConfig.custom.scaleDistribution { true } else { false }
  }
}
