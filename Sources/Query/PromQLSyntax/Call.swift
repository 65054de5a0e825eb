package import Lexemes

/// `rate(http_requests_total[5m])`.
package struct Call: Hashable, Sendable {
  package var function: Function
  package var arguments: [Expression]
  package var range: SourceRange

  package init(_ function: Function, _ arguments: [Expression], range: SourceRange = .none) {
    self.function = function
    self.arguments = arguments
    self.range = range
  }
}
