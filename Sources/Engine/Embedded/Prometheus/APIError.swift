/// Why Prometheus's API answers without data: the type decides the status.
struct APIError: Error, Hashable {
  enum Kind: String, Hashable {
    case badData = "bad_data"
    case execution, timeout, canceled, internalError = "internal"

    /// Of web/api/v1/api.go in 2.42.
    var status: Int {
      switch self {
      case .badData: 400
      case .execution: 422
      case .timeout, .canceled: 503
      case .internalError: 500
      }
    }
  }

  var kind: Kind
  var message: String

  init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  static func badParameter(_ name: String, _ reason: String) -> APIError {
    APIError(.badData, "invalid parameter \"\(name)\": \(reason)")
  }
}

/// A text in quotes as Go's `%q` has it, for what stands in messages.
func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\u{0}"..."\u{1F}", "\u{7F}":
      let digits = String(scalar.value, radix: 16)
      result += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
