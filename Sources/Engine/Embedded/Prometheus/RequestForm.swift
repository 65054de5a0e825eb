import HTTP

/// The parameters of a request as Go's `Request.Form` has them: those of a form first, then those
/// of the address; a name may come again.
struct RequestForm {
  private(set) var fields: [(name: String, value: String)] = []
  /// Something in it was not to be read; Prometheus minds only where it says so.
  private(set) var fault: String?

  init(_ request: HTTPRequest) {
    let type = request.headers.first { $0.name.lowercased() == "content-type" }?.value ?? ""
    let media = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    if request.method == .post, media == "application/x-www-form-urlencoded" {
      add(request.body[...])
    }
    let address = Array(request.url.utf8)
    let end = address.firstIndex(of: UInt8(ascii: "#")) ?? address.endIndex
    if let mark = address[..<end].firstIndex(of: UInt8(ascii: "?")) {
      add(address[(mark + 1)..<end])
    }
  }

  /// The first value of a name; empty without one.
  subscript(name: String) -> String { fields.first { $0.name == name }?.value ?? "" }

  func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  private mutating func add(_ bytes: ArraySlice<UInt8>) {
    for part in bytes.split(separator: UInt8(ascii: "&")) {
      if part.contains(UInt8(ascii: ";")) {
        fault = fault ?? "invalid semicolon separator in query"
        continue
      }
      let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      guard let name = decoded(part[..<equals]), let value = decoded(part[equals...].dropFirst())
      else { continue }
      fields.append((name, value))
    }
  }

  private mutating func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let text = PercentEncoding.decoded(bytes, plusAsSpace: true) else {
      fault = fault ?? "invalid URL escape in \(quoted(String(decoding: bytes, as: UTF8.self)))"
      return nil
    }
    return String(decoding: text, as: UTF8.self)
  }
}
