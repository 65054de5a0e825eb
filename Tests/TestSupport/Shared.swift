/// The tree that the tests were built from.
package enum Checkout {
  /// Made from this file's own path, so that it holds in any checkout.
  package static let folder: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()
}

/// The folder of shared material beside the checkout: recordings, corpora, other people's
/// dashboards. Tests that need it are skipped, visibly, where it is absent.
package enum Shared {
  package static let folder: String = Checkout.folder + "/../shared"
}
