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
