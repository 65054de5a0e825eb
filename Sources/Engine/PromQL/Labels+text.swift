import Frames
import Lexemes

extension Labels {
  /// `{__name__="a", b="c"}`, as Prometheus's messages have it.
  var braced: String {
    "{" + pairs.map { "\($0.name)=\(QuotedString.quoted($0.value))" }.joined(separator: ", ") + "}"
  }
}

extension String {
  /// Letters, digits and underscores, not a digit first: what a label may be called.
  var isLabelName: Bool {
    guard let first = utf8.first, !(48...57).contains(first) else { return false }
    return utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
    }
  }
}
