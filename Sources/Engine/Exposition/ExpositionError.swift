/// Why a text is no exposition.
package struct ExpositionError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable { case malformed, tooLarge }

  package var code: Code
  /// From 1 on.
  package var line: Int
  /// What is wrong, for a person; raw text.
  package var detail: String

  package init(_ code: Code, line: Int, _ detail: String) {
    self.code = code
    self.line = line
    self.detail = detail
  }
}

extension ExpositionError: CustomStringConvertible {
  package var description: String { "line \(line): \(detail)" }
}
