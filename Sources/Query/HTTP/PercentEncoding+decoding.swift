extension PercentEncoding {
  /// The text of a path's segment; `nil` when an escape is none, or the bytes are no UTF-8.
  package static func decoded(_ text: some StringProtocol) -> String? {
    self.text(text.utf8, plusAsSpace: false)
  }

  /// The fields of a query or a form, in their order; those that can't be read are left out.
  package static func fields(_ form: some StringProtocol) -> [(name: String, value: String)] {
    form.utf8.split(separator: UInt8(ascii: "&")).compactMap { field in
      let parts = field.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let first = parts.first, let name = text(first, plusAsSpace: true), !name.isEmpty
      else { return nil }
      guard parts.count > 1 else { return (name, "") }
      return self.text(parts[1], plusAsSpace: true).map { (name, $0) }
    }
  }

  private static func text(_ escaped: some Sequence<UInt8>, plusAsSpace: Bool) -> String? {
    decoded(escaped, plusAsSpace: plusAsSpace).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// The bytes that were escaped; `nil` when a percent sign has no two digits after it.
  package static func decoded(_ escaped: some Sequence<UInt8>, plusAsSpace: Bool) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = escaped.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else {
          return nil
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusAsSpace: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
