package import Frames

extension Labels {
  /// `name{label="value"}`, for messages.
  package var text: String {
    let name = self["__name__"] ?? ""
    let rest = pairs.filter { $0.name != "__name__" }
    if rest.isEmpty { return name.isEmpty ? "{}" : name }
    return name + "{" + rest.map { "\($0.name)=\(quoted($0.value))" }.joined(separator: ", ") + "}"
  }

  private func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
