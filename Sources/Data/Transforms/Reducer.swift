/// A way to make one number of a field.
package enum Reducer: String, Hashable, Sendable, CaseIterable {
  case lastNotNull, last, first, firstNotNull, min, max, mean, sum, count, range, delta, step, diff
}
