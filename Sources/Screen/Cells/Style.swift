/// How a cell looks, in roles: the theme makes colours of it when the screen is sent.
package struct Style: Hashable, Sendable {
  package var foreground: Ink
  package var background: Ink
  package var attributes: Attributes

  package init(
    _ foreground: Ink = Ink(.text),
    on background: Ink = Ink(.background),
    _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  package init(_ role: Role, _ attributes: Attributes = []) {
    self.init(Ink(role), on: Ink(.background), attributes)
  }

  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let reverse = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let italic = Attributes(rawValue: 8)
    /// Old data of a source that fails: greys at 55 %.
    package static let stale = Attributes(rawValue: 16)
    /// What lies behind a dialog: 50 %.
    package static let faded = Attributes(rawValue: 32)
  }

  package static let text = Style(.text)
  package static let bright = Style(.bright)
  package static let title = Style(.bright, .bold)
  package static let dim = Style(.dim)
  package static let faint = Style(.faint)
}
