import Logs
import Patterns

extension LogsView {
  /// The trace of the line by the fields that the configuration derives; `nil` where none matches.
  var derivedTrace: String? {
    guard !source.traceFields.isEmpty, let (lines, index) = listing.current else { return nil }
    let text = String(decoding: lines.text(at: index).prefix(64_000), as: UTF8.self)
    for field in source.traceFields {
      let found: String?
      if field.isLabel {
        let pattern = try? Pattern(field.matcher)
        let labels = [lines.stream(at: index), lines.metadata(at: index), lines.parsed(at: index)]
        found =
          labels.lazy.flatMap(\.pairs).first {
            $0.name == field.matcher || pattern?.matchesWhole($0.name) == true
          }?.value
      } else {
        found = (try? Pattern(field.matcher))?.firstMatch(in: text)?.groups.dropFirst().first ?? nil
      }
      if let found, (1...32).contains(found.utf8.count), found.utf8.allSatisfy(Self.isHexadecimal) {
        return found
      }
    }
    return nil
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte | 0x20)
  }
}
