// Choosing a theme: it shows while it is chosen, and leaving brings the old one back.
extension State {
  var themePicker: Picker {
    let items = inventory.themes.map { Picker.Item(.theme($0), $0) }
    var picker = Picker(.theme, title: "Theme", items: items) {
      $0.choice == .theme(inventory.theme)
    }
    picker.restored = inventory.theme
    return picker
  }

  mutating func use(theme name: String) -> [Effect] {
    guard name != inventory.theme else { return [] }
    inventory.theme = name
    return [.useTheme(name)]
  }

  static func refusal(of theme: String) -> String { "the theme \(theme) is not taken: " }

  /// A theme that can't be read is not on the screen.
  mutating func refuse(theme name: String, because reason: String) {
    notice = Self.refusal(of: name) + reason
    if var picker, picker.subject == .theme {
      picker.problem = reason
      self.picker = picker
    }
  }
}
