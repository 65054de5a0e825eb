import Times

// Choosing the time range and the time between two refreshes.
extension State {
  var rangePicker: Picker {
    let calendar = settings.calendar
    let items = RangeText.usual.map { Picker.Item(.range($0.text), $0.title, detail: $0.text) }
    var picker = Picker(
      .range, title: "Time range",
      hint: "now-6h   now-6h to now-1h   2026-11-21 10:00 to 12:00", items: items
    ) { item in
      guard case .range(let text) = item.choice,
        case .success(let choice) = RangeText.read(text, now: now, calendar: calendar)
      else { return false }
      return choice.range(now: now, calendar: calendar) == range
    }
    picker.takesText = true
    picker.emptyText = ""
    return picker
  }

  /// What the picker would take: the selected item, else what is written.
  private func chosenRange(in picker: Picker) -> Result<RangeSelection, InputProblem> {
    let text =
      if case .range(let text)? = picker.selected?.choice { text } else { picker.input.text }
    return RangeText.read(text, now: now, calendar: settings.calendar)
  }

  func reviewRange(_ picker: Picker) -> Picker {
    var picker = picker
    (picker.problem, picker.note) = (nil, nil)
    // What is written counts when it is a range, and until the selection is moved.
    if !picker.input.isEmpty, !picker.hasMoved,
      case .success = RangeText.read(picker.input.text, now: now, calendar: settings.calendar)
    {
      picker.selectNone()
    }
    switch chosenRange(in: picker) {
    case .success(let choice):
      let range = choice.range(now: now, calendar: settings.calendar)
      let (from, to) = (
        settings.calendar.dateTime(range.from), settings.calendar.dateTime(range.to)
      )
      picker.note = "\(from) \(glyphs.arrow) \(to)"
    case .failure(let problem):
      picker.problem = picker.input.isEmpty ? nil : problem.description
    }
    return picker
  }

  mutating func takeRange(_ picker: Picker) -> [Effect] {
    guard case .success(let choice) = chosenRange(in: picker) else { return [] }
    overlay = nil
    return select(choice)
  }

  var intervalPicker: Picker {
    let items = IntervalText.usual.map { span in
      Picker.Item(.interval(span), span.map { "every " + $0.ageText } ?? "off")
    }
    var picker = Picker(
      .interval, title: "Refresh interval", hint: "30s   5m   off", items: items
    ) { $0.choice == .interval(isRefreshed ? settings.refresh : nil) }
    picker.takesText = true
    picker.emptyText = ""
    return picker
  }

  private func chosenInterval(in picker: Picker) -> Result<Span?, InputProblem> {
    if case .interval(let span)? = picker.selected?.choice { return .success(span) }
    return IntervalText.read(picker.input.text)
  }

  func reviewInterval(_ picker: Picker) -> Picker {
    var picker = picker
    (picker.problem, picker.note) = (nil, nil)
    if !picker.input.isEmpty, !picker.hasMoved,
      case .success = IntervalText.read(picker.input.text)
    {
      picker.selectNone()
    }
    switch chosenInterval(in: picker) {
    case .success(let span?): picker.note = "asks every \(span.ageText)"
    case .success(nil): picker.note = "asks only when told to"
    case .failure(let problem): picker.problem = picker.input.isEmpty ? nil : problem.description
    }
    return picker
  }

  mutating func takeInterval(_ picker: Picker) -> [Effect] {
    guard case .success(let span) = chosenInterval(in: picker) else { return [] }
    overlay = nil
    isRefreshed = span != nil
    if let span { settings.refresh = span }
    nextRefresh = span.map { (currentView.refreshedAt ?? now) + $0 }
    return []
  }
}
