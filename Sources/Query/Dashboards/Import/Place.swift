import JSON

/// A place in a layout, and the value that stands there.
struct Place {
  /// `nil` where the file has nothing, or null.
  let value: JSONValue?
  /// From the root of the file: `$.panels[3].gridPos.h`.
  let path: String

  init(_ value: JSONValue?, path: String = "$") {
    self.value = value == .null ? nil : value
    self.path = path
  }

  /// The member of an object, which may be missing.
  subscript(key: String) -> Place {
    let isPlain = key.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    let step = isPlain ? ".\(key)" : "[\(JSONValue.string(key))]"
    return Place(value?[key], path: path + step)
  }

  /// The element of an array, which may be missing.
  subscript(index: Int) -> Place { Place(value?[index], path: "\(path)[\(index)]") }

  var exists: Bool { value != nil }
}
