/// A rule that gives a value a text, a colour, or both; the first that matches wins.
package struct ValueMapping: Hashable, Sendable {
  package enum Match: Hashable, Sendable {
    /// The value's text: "1" is the number 1 and the string "1".
    case value(String)
    /// Both ends included; an open end is `nil`.
    case range(from: Double?, to: Double?)
    case regex(String)
    /// `null`, `nan`, `null+nan`, `true`, `false`, `empty`.
    case special(String)
  }

  package var match: Match
  package var text: String?
  package var color: String?

  package init(_ match: Match, text: String? = nil, color: String? = nil) {
    self.match = match
    self.text = text
    self.color = color
  }
}
