/// A function of PromQL and what it takes.
package struct Function: Hashable, Sendable {
  package var name: String
  /// The types of the arguments, optional ones included.
  package var argumentTypes: [ValueType]
  /// How many arguments may be left out (positive), or, when negative, that the last may repeat
  /// without end.
  package var variadic: Int
  package var returnType: ValueType
}

extension Function {
  /// The function of a name, which is case-sensitive.
  package static func named(_ name: String) -> Function? { table[name] }

  /// All functions, by name.
  package static let all: [Function] = table.values.sorted { $0.name < $1.name }

  private static let table: [String: Function] = {
    var table: [String: Function] = [:]
    let text = String(decoding: PackageResources.functions_tsv, as: UTF8.self)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      precondition(columns.count == 4, "functions.tsv: \(line)")
      let types = columns[1].split(separator: ",").compactMap { ValueType(rawValue: String($0)) }
      let name = String(columns[0])
      table[name] = Function(
        name: name, argumentTypes: types, variadic: Int(columns[2]) ?? 0,
        returnType: ValueType(rawValue: String(columns[3])) ?? .none)
    }
    return table
  }()

  /// The fewest arguments that it takes.
  package var minimumArguments: Int {
    variadic == 0 ? argumentTypes.count : argumentTypes.count - 1
  }

  /// The most arguments that it takes; `nil` without an end.
  package var maximumArguments: Int? {
    if variadic < 0 { return nil }
    return variadic == 0 ? argumentTypes.count : argumentTypes.count - 1 + variadic
  }

  /// The type of the argument at a place, which for the last may repeat.
  package func type(ofArgument index: Int) -> ValueType {
    index < argumentTypes.count ? argumentTypes[index] : argumentTypes.last ?? .none
  }
}
