/// Properties that an override sets; what is `nil` it leaves as it is.
package struct FieldPatch: Hashable, Sendable {
  package var unit: String?
  package var decimals: Int?
  package var min: Double?
  package var max: Double?
  package var hasOwnRange: Bool?
  package var displayName: String?
  package var noValue: String?
  package var thresholds: Thresholds?
  package var mappings: [ValueMapping]?
  package var color: FieldConfig.ColorMode?
  package var colorBy: FieldConfig.ColorBy?
  package var links: [FieldConfig.DataLink]?
  package var nulls: FieldConfig.NullMode?
  package var custom: CustomConfig
  /// Properties that the override names without a value: the defaults no longer hold for them.
  package var cleared: Set<Property>

  package init() {
    custom = CustomConfig()
    cleared = []
  }

  package enum Property: String, Hashable, Sendable {
    case unit, decimals, min, max, displayName, noValue, thresholds, mappings, links
  }
}

extension FieldConfig {
  /// The properties of a patch on top of those that there are.
  package mutating func apply(_ patch: FieldPatch) {
    for property in patch.cleared { clear(property) }
    unit = patch.unit ?? unit
    decimals = patch.decimals ?? decimals
    min = patch.min ?? min
    max = patch.max ?? max
    hasOwnRange = patch.hasOwnRange ?? hasOwnRange
    displayName = patch.displayName ?? displayName
    noValue = patch.noValue ?? noValue
    thresholds = patch.thresholds ?? thresholds
    mappings = patch.mappings ?? mappings
    color = patch.color ?? color
    colorBy = patch.colorBy ?? colorBy
    links = patch.links ?? links
    nulls = patch.nulls ?? nulls
    custom.apply(patch.custom)
  }

  private mutating func clear(_ property: FieldPatch.Property) {
    switch property {
    case .unit: unit = nil
    case .decimals: decimals = nil
    case .min: min = nil
    case .max: max = nil
    case .displayName: displayName = nil
    case .noValue: noValue = nil
    case .thresholds: thresholds = Thresholds()
    case .mappings: mappings = []
    case .links: links = []
    }
  }
}

extension CustomConfig {
  /// What another config says, on top of what there is.
  package mutating func apply(_ other: CustomConfig) {
    drawStyle = other.drawStyle ?? drawStyle
    lineInterpolation = other.lineInterpolation ?? lineInterpolation
    lineWidth = other.lineWidth ?? lineWidth
    lineStyle = other.lineStyle ?? lineStyle
    fillOpacity = other.fillOpacity ?? fillOpacity
    gradientMode = other.gradientMode ?? gradientMode
    fillBelowTo = other.fillBelowTo ?? fillBelowTo
    showPoints = other.showPoints ?? showPoints
    pointSize = other.pointSize ?? pointSize
    spanNulls = other.spanNulls ?? spanNulls
    insertNulls = other.insertNulls ?? insertNulls
    stacking = other.stacking ?? stacking
    transform = other.transform ?? transform
    thresholdsStyle = other.thresholdsStyle ?? thresholdsStyle
    barAlignment = other.barAlignment ?? barAlignment
    barWidthFactor = other.barWidthFactor ?? barWidthFactor
    axisPlacement = other.axisPlacement ?? axisPlacement
    axisLabel = other.axisLabel ?? axisLabel
    axisSoftMin = other.axisSoftMin ?? axisSoftMin
    axisSoftMax = other.axisSoftMax ?? axisSoftMax
    axisCenteredZero = other.axisCenteredZero ?? axisCenteredZero
    scaleDistribution = other.scaleDistribution ?? scaleDistribution
    cellOptions = other.cellOptions ?? cellOptions
    width = other.width ?? width
    minWidth = other.minWidth ?? minWidth
    align = other.align ?? align
    isHidden = other.isHidden ?? isHidden
    hideFrom = other.hideFrom ?? hideFrom
  }
}
