package import Cells
package import Configuration
package import YAML

// The operator's own keys.
extension KeyMap {
  /// The standard keys with an operator's in their place, and what is wrong with the settings.
  ///
  /// An action gets exactly the keys that are set; a key that another action of the same scope had
  /// is a mistake unless that one gets other keys too.
  package static func adjusted(
    by settings: [KeySetting], of standard: KeyMap = .standard
  ) -> (map: KeyMap, problems: [YAMLProblem]) {
    var map = standard
    var problems: [YAMLProblem] = []
    var places: [Int: KeySetting] = [:]
    func report(_ setting: KeySetting, _ code: String, _ message: String) {
      problems.append(
        YAMLProblem(
          .error, code, setting.place.path, line: setting.place.value.line,
          column: setting.place.value.column, message))
    }
    for setting in settings {
      let found = map.places(of: setting.action)
      guard !found.isEmpty else {
        let names = Set(map.bindings.map(\.command.name)).sorted()
        let near = names.nearest(to: setting.action).map { "; did you mean \($0)?" } ?? ""
        report(setting, "unknown-action", "there is no action \(setting.action)\(near)")
        continue
      }
      var keys: [Key] = []
      for text in setting.keys {
        if let key = Key(title: text) {
          keys.append(key)
        } else {
          report(
            setting, "unknown-key", "\(text) is no key: write x, Ctrl-X, Alt-X, F5, PgUp or Space")
        }
      }
      guard keys.count == setting.keys.count else { continue }
      for place in found {
        map.bindings[place].keys = keys
        places[place] = setting
      }
    }
    for (place, binding) in map.bindings.enumerated() {
      guard let setting = places[place] else { continue }
      for (other, rival) in map.bindings.enumerated()
      where rival.scope == binding.scope && other != place
        && (places[other] == nil || other < place)
      {
        guard let key = binding.keys.first(where: { rival.keys.contains($0) }) else { continue }
        report(
          setting, "duplicate-key",
          "\(key.title) is the key of \(rival.command.name) already (\(rival.scope.rawValue))")
      }
    }
    return (problems.isEmpty ? map : standard, problems)
  }

  /// The bindings of an action by its name, `refresh`, by what the help calls it, or in one scope: `grid.fullScreen`. Without
  /// a scope those of dialogs stay as they are, unless it has no others.
  private func places(of action: String) -> [Int] {
    let parts = action.split(separator: ".", maxSplits: 1).map(String.init)
    let name = parts.last ?? ""
    let scope = parts.count == 2 ? Scope(rawValue: parts[0]) : nil
    if parts.count == 2, scope == nil { return [] }
    let named = bindings.indices.filter { bindings[$0].command.name == name }
    let all =
      named.isEmpty ? bindings.indices.filter { bindings[$0].command.title == name } : named
    if let scope { return all.filter { bindings[$0].scope == scope } }
    let outside = all.filter { !bindings[$0].scope.isModal }
    return outside.isEmpty ? all : outside
  }
}

extension KeyMap.Scope {
  /// Its keys hold only while something is open that was asked for: a dialog, the cursor.
  package var isModal: Bool {
    switch self {
    case .picker, .write, .explore, .targets, .inspector, .overlay, .cursor, .logLine: true
    case .fullScreen, .alerts, .logs, .logPanel, .trace, .traces, .graph, .table, .grid, .screen:
      false
    }
  }
}

extension Key {
  /// Reads a key as `title` writes it; letters of named keys may have any case.
  package init?(title text: String) {
    let lower = text.lowercased()
    if text.count == 1, let character = text.first {
      self = character == " " ? .character(" ") : .character(character)
    } else if let named = Self.named.first(where: { $0.title.lowercased() == lower }) {
      self = named
    } else if lower.hasPrefix("ctrl-"), lower.count == 6, let last = lower.last, last != " " {
      self = .control(last)
    } else if lower.hasPrefix("alt-"), text.count == 5, let last = text.last {
      self = .alt(last)
    } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...24).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static let named: [Key] = [
    .character(" "), .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .tab, .backTab,
    .enter, .escape, .backspace, .delete, .insert,
  ]
}
