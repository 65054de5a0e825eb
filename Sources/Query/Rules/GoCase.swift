/// Go's `strings.ToUpper`, `ToLower` and `Title`: a letter becomes one letter, never two.
enum GoCase {
  static func upper(_ text: String) -> String {
    mapped(text) { single($0, $0.properties.uppercaseMapping) }
  }

  static func lower(_ text: String) -> String {
    mapped(text) { scalar in
      // The only letter whose small one is two: Go takes the first of them.
      scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }
  }

  /// The first letter of each word in its title case.
  static func titled(_ text: String) -> String {
    var last: Unicode.Scalar = " "
    return mapped(text) { scalar in
      defer { last = scalar }
      return isSeparator(last) ? single(scalar, scalar.properties.titlecaseMapping) : scalar
    }
  }

  private static func mapped(
    _ text: String, _ map: (Unicode.Scalar) -> Unicode.Scalar
  ) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(map(scalar)) }
    return String(result)
  }

  /// What Unicode maps one letter to when that is one, or has it as a title; else the letter.
  private static func single(_ scalar: Unicode.Scalar, _ mapping: String) -> Unicode.Scalar {
    for mapping in [mapping, scalar.properties.titlecaseMapping] {
      let scalars = mapping.unicodeScalars
      if let only = scalars.first, scalars.count == 1 { return only }
    }
    return scalar
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    if TemplateLexer.isInName(scalar) { return false }
    return scalar.isASCII || scalar.properties.isWhitespace
  }
}
