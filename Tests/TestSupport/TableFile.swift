import Foundation

/// A table of test cases in a file of the checkout: a row a line, columns cut by tabs, `# ` before
/// remarks.
package enum TableFile {
  /// The rows of a file, its path from the checkout's root; none where it can't be read.
  package static func rows(_ path: String) -> [[String]] {
    Checkout.text(path).split(separator: "\n").filter { !$0.hasPrefix("# ") }.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

extension Checkout {
  /// The text of a file, its path from the checkout's root; empty where it can't be read.
  package static func text(_ path: String) -> String {
    (try? String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)) ?? ""
  }

  /// The paths of the files in a folder and below it, in order, from the checkout's root.
  package static func files(in path: String, ending suffix: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: "\(folder)/\(path)")
    let names = (found?.allObjects ?? []).compactMap { $0 as? String }
    return names.filter { $0.hasSuffix(suffix) }.sorted().map { "\(path)/\($0)" }
  }
}
