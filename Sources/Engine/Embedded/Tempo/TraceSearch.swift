import TraceQL
import Traces

/// A search in TraceQL made ready: which spans of a trace it finds.
struct TraceSearch: Sendable {
  private indirect enum Node: Sendable {
    case filter(TraceCondition)
    /// Both in one trace.
    case both(Node, Node)
    case either(Node, Node)
  }

  private let root: Node
  /// What a search asks to see of the spans that it finds.
  let selected: [Attribute]

  init(_ query: TraceQuery) throws(TempoRefusal) {
    guard query.metrics == nil else { throw TempoRefusal("the demo makes no metrics of traces") }
    var root: Node?
    var selected: [Attribute] = []
    for stage in query.pipeline {
      switch stage {
      case .spanset(let spanset) where root == nil: root = try Self.node(spanset)
      case .select(let attributes): selected += attributes
      default: throw TempoRefusal("the demo knows {…}, &&, || and select(): not \(query)")
      }
    }
    guard let root else { throw TempoRefusal("invalid TraceQL query: no {…}") }
    self.root = root
    let asked = query.filters.flatMap { $0.condition?.attributes ?? [] }
    var known: Set<Attribute> = []
    self.selected = (asked + selected).filter { known.insert($0).inserted }
  }

  private static func node(_ spanset: Spanset) throws(TempoRefusal) -> Node {
    switch spanset {
    case .filter(let condition, _): return .filter(try TraceCondition(condition))
    case .operation(.and, let left, let right): return .both(try node(left), try node(right))
    case .operation(.union, let left, let right): return .either(try node(left), try node(right))
    case .operation(let op, _, _):
      throw TempoRefusal("the demo knows && and || between {…}: not \(op.rawValue)")
    case .pipeline: throw TempoRefusal("the demo knows no pipelines in parentheses")
    }
  }

  func spans(in facts: TraceFacts) -> [TraceSpan] {
    let places = places(root, facts)
    return facts.trace.spans.indices.filter(places.contains).map { facts.trace.spans[$0] }
  }

  private func places(_ node: Node, _ facts: TraceFacts) -> Set<Int> {
    switch node {
    case .filter(let condition):
      return Set(
        facts.trace.spans.indices.filter { condition.holds(for: facts.trace.spans[$0], in: facts) })
    case .both(let left, let right):
      let found = places(left, facts)
      if found.isEmpty { return [] }
      let others = places(right, facts)
      return others.isEmpty ? [] : found.union(others)
    case .either(let left, let right): return places(left, facts).union(places(right, facts))
    }
  }
}

extension FieldExpression {
  /// The attributes that stand in it.
  var attributes: [Attribute] {
    switch self {
    case .literal: []
    case .attribute(let attribute): [attribute]
    case .negative(let operand), .not(let operand): operand.attributes
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right),
      .and(let left, let right), .or(let left, let right):
      left.attributes + right.attributes
    }
  }
}
