package import Cells

/// A file that is to be written, and what it holds.
package struct FileWrite: Hashable, Sendable {
  package var path: String
  package var content: Content
  /// What is there already may be replaced.
  package var overwrites: Bool

  package enum Content: Hashable, Sendable {
    case bytes([UInt8])
    /// A drawn screen as a picture, in the colours of the theme.
    case picture(Buffer)
  }

  package init(path: String, content: Content, overwrites: Bool = false) {
    self.path = path
    self.content = content
    self.overwrites = overwrites
  }

  /// Why a file was not written; raw text.
  package enum Failure: Error, Hashable, Sendable {
    case exists
    case failed(String)
  }
}
