import Patterns

extension ValueMapping {
  func matches(_ number: Double?) -> Bool {
    switch match {
    case .value(let text):
      guard let number else { return false }
      return Double(text) == number
    case .range(let from, let to):
      guard let number, !number.isNaN else { return false }
      return number >= (from ?? -.infinity) && number <= (to ?? .infinity)
    case .regex: return false
    case .special("null"): return number == nil
    case .special("nan"): return number?.isNaN == true
    case .special("null+nan"): return number?.isNaN ?? true
    case .special: return false
    }
  }

  func matches(_ string: String?) -> Bool {
    switch match {
    case .value(let text): return string == text
    case .range(let from, let to):
      guard let string, let number = Double(string) else { return false }
      return number >= (from ?? -.infinity) && number <= (to ?? .infinity)
    case .regex(let source):
      guard let string else { return false }
      return (try? Pattern(source))?.matches(string) ?? false
    case .special("null"), .special("null+nan"): return string == nil
    case .special("empty"): return string?.isEmpty == true
    case .special("true"): return string == "true"
    case .special("false"): return string == "false"
    case .special: return false
    }
  }
}
