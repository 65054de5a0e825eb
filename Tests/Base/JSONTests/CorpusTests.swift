import Foundation
import JSON
import TestSupport
import Testing

/// nst/JSONTestSuite: the names say what a parser owes each file.
struct CorpusTests {
  static let folder = Shared.folder + "/corpora/json-parsing"
  static let files: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

  @Test(.enabled(if: !files.isEmpty, "the shared corpus is absent"))
  func acceptsWhatItMustAndRefusesWhatItMust() throws {
    var judged = 0
    for name in Self.files {
      let bytes = try bytes(of: name)
      let accepted = (try? JSONValue(parsing: bytes)) != nil
      let skipped = isPassed(bytes)
      #expect(accepted == skipped, "\(name): tree and cursor disagree")
      switch name.prefix(2) {
      case "y_": #expect(accepted, "\(name) must be accepted")
      case "n_": #expect(!accepted, "\(name) must be refused")
      default: continue
      }
      judged += 1
    }
    #expect(judged > 280)
  }

  @Test(.enabled(if: !files.isEmpty, "the shared corpus is absent"))
  func saysWhatItDoesWithTheUndecided() throws {
    let refused = try Self.files.filter { $0.hasPrefix("i_") }.filter { name in
      let bytes = try bytes(of: name)
      return (try? JSONValue(parsing: bytes)) == nil
    }
    // Odd text inside strings is repaired and large numbers become infinite; UTF-16 and a byte
    // order mark are refused.
    #expect(
      refused == [
        "i_string_UTF-16LE_with_BOM.json", "i_string_utf16BE_no_BOM.json",
        "i_string_utf16LE_no_BOM.json", "i_structure_UTF-8_BOM_empty_object.json",
      ])
  }

  private func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.folder + "/" + name)))
  }
}
