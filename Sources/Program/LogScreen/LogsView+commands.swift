import DataSources
import Frames
import LogQL
import Logs
import Panels
import Times

extension LogsView {
  /// Does what a command asks.
  package mutating func perform(_ command: LogsCommand) -> [LogsEffect] {
    switch command {
    case .includeLines: prompt = LogPrompt(.include)
    case .excludeLines: prompt = LogPrompt(.exclude)
    case .streams: return beginQuery()
    case .removeFilter: return removeFilter()
    case .listFilters: filterSelection = listing.filters.isEmpty ? nil : 0
    case .pushFilters: return pushFilters()
    case .markMatches:
      listing.onlyMarks.toggle()
      return changeFilters { _ in }
    case .nextMatch: return goToMatch(by: 1)
    case .previousMatch: return goToMatch(by: -1)
    case .nextError: return goToError(by: 1)
    case .previousError: return goToError(by: -1)
    case .wrapLines: wraps.toggle()
    case .rawLines: isRaw.toggle()
    case .lineColors: hasColors.toggle()
    case .timeFormat:
      let all = LogTimeFormat.allCases
      timeFormat = all[((all.firstIndex(of: timeFormat) ?? 0) + 1) % all.count]
    case .openLine: return openLine()
    case .lineTrace:
      guard let id = derivedTrace ?? LogIDs.trace(fieldsOfLine) else {
        return [.say("the line names no trace")]
      }
      return [.openTrace(id)]
    case .linesAround: return showAround()
    case .correlatedLines: return showCorrelated()
    case .filterFor: return filterField(isExclusion: false)
    case .filterOut: return filterField(isExclusion: true)
    case .chooseField: chooseField()
    case .earlierBar: moveBar(by: -1)
    case .laterBar: moveBar(by: 1)
    case .markBar: return markBar()
    case .zoomToBar: return zoomToBar()
    }
    return []
  }

  /// The raw text of the line.
  package func copy() -> [LogsEffect] {
    if let row = detail?.current { return [.copy(row.value), .say("copied \(row.name)")] }
    guard let (lines, index) = listing.current else { return [.say("nothing to copy")] }
    let text = lines.text(at: index).prefix(64_000)
    return [.copy(String(decoding: text, as: UTF8.self)), .say("copied the line")]
  }
}

// Filters.
extension LogsView {
  mutating func changeFilters(_ change: (inout [LogFilter]) -> Void) -> [LogsEffect] {
    listing.changeFilters(change)
    listing.volume.isWanted = true
    if let selection = filterSelection {
      let count = listing.filters.count
      filterSelection = count == 0 ? nil : min(selection, count - 1)
    }
    return asks()
  }

  private mutating func removeFilter() -> [LogsEffect] {
    guard !listing.filters.isEmpty else { return [.say("there is no filter")] }
    let place = filterSelection ?? listing.filters.count - 1
    return changeFilters { filters in
      if filters.indices.contains(place) { filters.remove(at: place) }
    }
  }

  /// Lets the server filter: what does not match is not sent at all.
  private mutating func pushFilters() -> [LogsEffect] {
    let active = listing.activeFilters
    guard !active.isEmpty else { return [.say("there is no filter to push into the query")] }
    var queries: [String] = []
    for leg in listing.legs {
      guard var query = try? LogQLQuery(parsing: leg.query) else {
        return [.say("the query can't be read, so nothing can be put into it")]
      }
      for filter in active {
        query = filter.pushed(into: query)
      }
      queries.append(query.description)
    }
    for place in queries.indices { listing.legs[place].query = queries[place] }
    listing.filters.removeAll(where: \.isOn)
    detail = nil
    listing.reload()
    return asks()
  }

  private mutating func filterField(isExclusion: Bool) -> [LogsEffect] {
    guard let detail, let row = detail.current else { return [] }
    let filter = LogFilter(
      field: row.name, value: row.value, of: detail.origin(of: row), isExclusion: isExclusion)
    guard !listing.filters.contains(filter) else { return [] }
    if isExclusion { self.detail = nil }
    return changeFilters { $0.append(filter) }
  }

  private mutating func chooseField() {
    guard let name = detail?.current?.name else { return }
    if let place = chosenFields.firstIndex(of: name) {
      chosenFields.remove(at: place)
    } else {
      chosenFields.append(name)
    }
  }
}

// Going through the lines.
extension LogsView {
  private mutating func go(toRow row: Int?, _ what: String) -> [LogsEffect] {
    guard let row else { return [.say("no \(what)")] }
    listing.go(toRow: row, height: listHeight)
    if detail != nil { openCurrent() }
    return asks()
  }

  private mutating func goToMatch(by step: Int) -> [LogsEffect] {
    let wanted = listing.activeFilters.filter { !$0.isExclusion }
    guard !wanted.isEmpty else { return [.say("no filter to match: / writes one")] }
    let row = listing.nextRow(by: step) { lines, index in
      wanted.contains { $0.isFound(lines, index) }
    }
    return go(toRow: row, step > 0 ? "match below" : "match above")
  }

  private mutating func goToError(by step: Int) -> [LogsEffect] {
    let row = listing.nextRow(by: step) { lines, index in
      LineLevel(of: lines, at: index).map { $0 >= .error } ?? false
    }
    return go(toRow: row, step > 0 ? "error below" : "error above")
  }

  private mutating func openLine() -> [LogsEffect] {
    if filterSelection != nil {
      let place = filterSelection ?? 0
      return changeFilters { filters in
        if filters.indices.contains(place) { filters[place].isOn.toggle() }
      }
    }
    if detail != nil { detail = nil } else { openCurrent() }
    return asks()
  }

  private mutating func openCurrent() {
    guard let row = listing.cursorRow, let number = listing.number(atRow: row),
      let (lines, index) = listing.buffer[number]
    else { return }
    // An open line stays: new ones are collected below.
    if listing.cursor == nil { listing.go(toRow: row, height: listHeight) }
    detail = LogDetail(lines, at: index, number: number)
  }

  /// All that is known beside the line that the operator stands on.
  var fieldsOfLine: [LogDetail.Row] {
    if let detail { return detail.rows }
    guard let (lines, index) = listing.current else { return [] }
    return LogDetail(lines, at: index, number: 0).rows
  }

  /// The lines of the same stream before and after.
  private mutating func showAround() -> [LogsEffect] {
    guard let (lines, index) = listing.current else { return [.say("no line to look around")] }
    let moment = lines.times[index]
    let stream = lines.stream(at: index)
    guard !stream.isEmpty else { return [.say("the line has no labels")] }
    detail = nil
    push(
      queries: [LogStreams.selector(of: stream)], extent: .around(moment),
      title: "around \(calendar.time(moment))")
    listing.startAround(lines.lines(CollectionOfOne(index)), at: moment)
    return asks()
  }

  /// The lines of all streams that hold the line's correlation or trace id.
  private mutating func showCorrelated() -> [LogsEffect] {
    guard let (lines, index) = listing.current,
      let (id, named) = LogIDs.correlation(fieldsOfLine)
    else { return [.say("the line names no correlation or trace id")] }
    let moment = lines.times[index]
    let names = labelNames ?? lines.stream(at: index).pairs.map(\.name)
    let stages = LogIDs.stages(finding: id, names: named)
    detail = nil
    let range = TimeRange(from: moment - .hours(1), to: moment + .hours(1))
    push(
      queries: LogStreams.all(withLabels: names).flatMap { streams in stages.map { streams + $0 } },
      extent: .fixed(range),
      title: "all lines of \(id)")
    return asks()
  }
}

// The bars of the volume.
extension LogsView {
  private mutating func moveBar(by step: Int) {
    guard listing.volume.barCount > 0 else { return }
    let time = listing.current.map { $0.lines.times[$0.index] }
    let start =
      listing.volume.cursor ?? time.map { listing.volume.bar(at: $0) + (step > 0 ? 0 : 1) }
    listing.volume.cursor = max(0, min((start ?? 0) + step, listing.volume.barCount - 1))
  }

  private mutating func markBar() -> [LogsEffect] {
    if listing.volume.cursor == nil { moveBar(by: 0) }
    guard let cursor = listing.volume.cursor else { return [] }
    listing.volume.mark = cursor
    return [.say("marked; go on with left, right, and M zooms")]
  }

  private mutating func zoomToBar() -> [LogsEffect] {
    if listing.volume.cursor == nil { moveBar(by: 0) }
    guard let cursor = listing.volume.cursor else { return [] }
    let mark = listing.volume.mark ?? cursor
    let range = TimeRange(
      from: listing.volume.start(ofBar: min(mark, cursor)),
      to: listing.volume.start(ofBar: max(mark, cursor) + 1))
    (listing.volume.cursor, listing.volume.mark) = (nil, nil)
    guard listings.count == 1 else {
      detail = nil
      listing.extent = .fixed(range)
      listing.reload()
      return asks()
    }
    return [.select(range)]
  }
}
