package import Formats

/// Properties for those fields that a matcher selects; later overrides go on top of earlier ones.
package struct FieldOverride: Hashable, Sendable {
  package var matcher: FieldMatcher
  package var patch: FieldPatch

  package init(_ matcher: FieldMatcher, _ patch: FieldPatch) {
    self.matcher = matcher
    self.patch = patch
  }
}
