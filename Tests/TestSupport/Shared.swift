/// The folder of shared material beside the checkout: recordings, corpora, other people's
/// dashboards. Tests that need it are skipped, visibly, where it is absent.
package enum Shared {
  /// Paths are made from this file's own, so that they hold in any checkout.
  package static let folder: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(4)
    return parts.joined(separator: "/") + "/shared"
  }()
}
