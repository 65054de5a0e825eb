/// Text as it may stand in a URL or a form.
package enum PercentEncoding {
  /// A text as one segment of a path or one value of a query: all but RFC 3986's unreserved
  /// characters is escaped, a slash too.
  package static func encoded(_ text: some StringProtocol) -> String {
    String(decoding: encoded(Array(text.utf8), spaceAsPlus: false), as: UTF8.self)
  }

  /// Names and values as `application/x-www-form-urlencoded`, in their order.
  package static func form(_ fields: [(name: String, value: String)]) -> [UInt8] {
    var body: [UInt8] = []
    for (name, value) in fields {
      if !body.isEmpty { body.append(UInt8(ascii: "&")) }
      body += encoded(Array(name.utf8), spaceAsPlus: true)
      body.append(UInt8(ascii: "="))
      body += encoded(Array(value.utf8), spaceAsPlus: true)
    }
    return body
  }

  private static func encoded(_ bytes: [UInt8], spaceAsPlus: Bool) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.append(byte)
      case UInt8(ascii: " ") where spaceAsPlus:
        result.append(UInt8(ascii: "+"))
      default:
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return result
  }
}
