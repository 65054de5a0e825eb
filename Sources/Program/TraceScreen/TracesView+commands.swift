import Cells
import Times
import TraceQL
import Traces

extension TracesView {
  package mutating func move(by offset: Int) {
    if var top {
      guard let outline = top.outline else { return }
      if let scroll = top.detailScroll {
        // The view has a margin of a column on both sides.
        let width = Self.detailWidth(of: max(1, surroundings.width - 2))
        let count = detailLines(outline, top, width: width).count
        top.detailScroll = max(0, min(scroll.addingClamped(offset), count - 1))
      } else {
        top.selection = Self.clamped(top.selection, offset, outline.visible.count)
      }
      self.top = top
    } else {
      selection = Self.clamped(selection, offset, found?.count ?? 0)
    }
  }

  private static func clamped(_ place: Int, _ offset: Int, _ count: Int) -> Int {
    max(0, min(place.addingClamped(offset), count - 1))
  }

  /// Closes what lies on top; leaves the view when nothing does.
  package mutating func back() -> [TracesEffect] {
    if prompt != nil {
      prompt = nil
      return []
    }
    if top?.detailScroll != nil {
      top?.detailScroll = nil
      return []
    }
    if top?.showsServices == true {
      top?.showsServices = false
      return []
    }
    guard !open.isEmpty else { return [.leave] }
    open.removeLast()
    return open.isEmpty && !hasList ? [.leave] : []
  }

  package mutating func copy() -> [TracesEffect] {
    if let top { return [.copy("\(top.id)"), .say("trace \(top.id)")] }
    guard let found, found.indices.contains(selection) else { return [] }
    return [.copy("\(found[selection].id)"), .say("trace \(found[selection].id)")]
  }

  package mutating func perform(_ command: TracesCommand) -> [TracesEffect] {
    switch command {
    case .editQuery: return begin(.query, query)
    case .byService: return begin(.service)
    case .byName: return begin(.name)
    case .byDuration: return begin(.duration)
    case .byAttribute: return begin(.attribute)
    case .findSpan:
      return isInTrace ? begin(.find, top?.outline?.search ?? "") : begin(.query, query)
    case .errorsOnly:
      open = []
      return add(.comparison(.equal, .attribute(.intrinsic(.status)), .literal(.status(.error))))
    case .openItem: return openItem()
    case .spanLogs: return logs()
    case .criticalPath: top?.isPathAlone.toggle()
    case .nextSpanError: jump(forward: true, isError: true)
    case .previousSpanError: jump(forward: false, isError: true)
    case .nextFound: jump(forward: true, isError: false)
    case .previousFound: jump(forward: false, isError: false)
    case .fold: fold(true)
    case .unfold: fold(false)
    case .toggleFold: fold(nil)
    case .foldAll:
      guard var top, let outline = top.outline else { return [] }
      top.outline?.foldAll(outline.folded.isEmpty)
      top.selection = 0
      self.top = top
    case .services: top?.showsServices.toggle()
    case .followLink: return followLink()
    }
    return []
  }

  private mutating func openItem() -> [TracesEffect] {
    if let top {
      guard top.outline != nil else { return [] }
      self.top?.detailScroll = top.detailScroll == nil ? 0 : nil
      return []
    }
    guard let found, found.indices.contains(selection) else { return [] }
    open.append(OpenTrace(found[selection].id))
    return [ask(.trace(found[selection].id))]
  }

  /// The lines of the span's service while it was at work, or of the whole trace from the list.
  private func logs() -> [TracesEffect] {
    if let top, let outline = top.outline, let span {
      let margin = Span.seconds(5)
      let end = span.start + span.duration
      let service = outline.trace.service(of: span)
      return [
        .openLogs(
          service: service.isEmpty ? nil : service, top.id,
          TimeRange(from: span.start - margin, to: end + margin))
      ]
    }
    guard let found, found.indices.contains(selection) else { return [] }
    let trace = found[selection]
    let margin = Span.seconds(5)
    return [
      .openLogs(
        service: nil, trace.id,
        TimeRange(from: trace.start - margin, to: trace.start + trace.duration + margin))
    ]
  }

  private mutating func followLink() -> [TracesEffect] {
    guard let span, !span.links.isEmpty else { return [.say("the span has no links")] }
    let place = (top?.link ?? 0) % span.links.count
    top?.link = place + 1
    let link = span.links[place]
    // Circles of links end somewhere.
    if open.count > 20 { open.removeFirst() }
    open.append(OpenTrace(link.traceID, wanted: link.spanID))
    return [ask(.trace(link.traceID))]
  }

  private mutating func jump(forward: Bool, isError: Bool) {
    guard var top, var outline = top.outline, outline.visible.indices.contains(top.selection),
      let row = outline.next(
        after: outline.visible[top.selection], forward: forward, isError: isError)
    else { return }
    top.selection = outline.reveal(row)
    top.outline = outline
    if top.detailScroll != nil { top.detailScroll = 0 }
    self.top = top
  }

  /// Folds or unfolds; where there is nothing to fold goes to the parent, or to the first child.
  private mutating func fold(_ isFolded: Bool?) {
    guard var top, top.detailScroll == nil, var outline = top.outline,
      outline.visible.indices.contains(top.selection)
    else { return }
    // Held once, or each change copies the trace.
    top.outline = nil
    let row = outline.visible[top.selection]
    let wanted = isFolded ?? !outline.folded.contains(row)
    if !outline.setFolded(row, wanted), isFolded != nil {
      if wanted, let parent = outline.tree.rows[row].parent {
        top.selection = outline.visible.firstIndex(of: parent) ?? top.selection
      } else if !wanted, outline.tree.rows[row].childCount > 0 {
        top.selection = min(top.selection + 1, outline.visible.count - 1)
      }
    }
    top.outline = outline
    self.top = top
  }

  /// Adds a condition to the search.
  mutating func add(_ condition: FieldExpression) -> [TracesEffect] {
    selection = 0
    let isEmpty = query.isEmpty || !query.contains("{")
    guard let tree = try? TraceQuery(parsing: isEmpty ? "{}" : query) else {
      return [.say("the query can't be read: / edits it")]
    }
    // What is there already goes: the key switches.
    let known = tree.filters.first?.condition?.conjuncts ?? []
    if known.contains(condition) {
      let rest = known.filter { $0 != condition }
      let text = rest.map(\.description).joined(separator: " && ")
      query = text.isEmpty ? "{}" : "{ \(text) }"
    } else {
      query = "\(tree.adding(condition))"
    }
    return search()
  }
}

extension FieldExpression {
  /// The conditions that `&&` joins.
  fileprivate var conjuncts: [FieldExpression] {
    if case .and(let left, let right) = self { left.conjuncts + right.conjuncts } else { [self] }
  }
}

extension Int {
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other < 0 ? .min : .max) : sum
  }
}
