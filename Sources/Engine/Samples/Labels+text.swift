package import Frames
import Lexemes

extension Labels {
  /// `name{label="value"}`, for messages and listings.
  package var text: String {
    let name = self["__name__"] ?? ""
    let rest = pairs.filter { $0.name != "__name__" }
    if rest.isEmpty { return name.isEmpty ? "{}" : name }
    let labels = rest.map { "\($0.name)=\(QuotedString.quoted($0.value))" }
    return name + "{" + labels.joined(separator: ", ") + "}"
  }
}
