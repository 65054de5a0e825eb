extension TraceTree.Faults {
  /// What is wrong, in words, the gravest first.
  package var texts: [String] {
    var texts: [String] = []
    func add(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { texts.append("\(count) \(count == 1 ? one : many)") }
    }
    add(missingParents, "span without its parent", "spans without their parents")
    add(cycles, "circle of spans, cut", "circles of spans, cut")
    if otherRoots > 0 { texts.append("\(otherRoots + 1) roots") }
    add(
      skewed, "span starts before its parent (clock skew?)",
      "spans start before their parents (clock skew?)")
    add(reversed, "span ends before it starts", "spans end before they start")
    add(unfinished, "span has no end", "spans have no end")
    add(doubled, "span id twice", "span ids twice")
    return texts
  }
}
