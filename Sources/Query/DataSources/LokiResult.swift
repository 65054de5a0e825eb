import Frames
import JSON
import Times

/// The `data` of Loki's answer to a query.
enum LokiResult {
  case lines(LogLines)
  case samples(PrometheusResult)

  init(from cursor: inout JSONCursor, isForward: Bool) throws(JSONError) {
    // The kind mostly stands first; where it does not, what is before it is passed over twice.
    var ahead = cursor
    guard try Self.kind(in: &ahead) == "streams" else {
      self = .samples(try PrometheusResult(from: &cursor, inMilliseconds: true))
      return
    }
    var reader = LokiLineReader(bodyBytes: cursor.byteCount)
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      if key == "result", try cursor.nextKind() == .array {
        try reader.readStreams(&cursor)
      } else {
        try cursor.skip()
      }
    }
    self = .lines(reader.lines(isBackward: !isForward))
  }

  private static func kind(in cursor: inout JSONCursor) throws(JSONError) -> String? {
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      if key == "resultType" { return try cursor.string() }
      try cursor.skip()
    }
    return nil
  }
}

/// Reads streams into one column of lines.
private struct LokiLineReader: ~Copyable {
  private var entries: [LogLines.Entry] = []
  private var sets = LabelSets()
  private var draft = LabelSets.Draft()
  private var pool: StringPool

  init(bodyBytes: Int) { pool = StringPool(forBytes: bodyBytes) }

  func lines(isBackward: Bool) -> LogLines {
    LogLines(entries, in: pool.bytes, sets, isBackward: isBackward)
  }

  mutating func readStreams(_ cursor: inout JSONCursor) throws(JSONError) {
    try cursor.enterArray()
    while try cursor.nextElement() { try readStream(&cursor) }
  }

  private mutating func readStream(_ cursor: inout JSONCursor) throws(JSONError) {
    // A stream's labels stand first; if not, its lines are read again once they are known.
    var stream = LogLines.SetID.none
    var later: JSONCursor?
    var hasLabels = false
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch key {
      case "stream":
        stream = try readSet(&cursor)
        hasLabels = true
      case "values" where hasLabels: try readValues(&cursor, stream)
      case "values":
        later = cursor
        try cursor.skip()
      default: try cursor.skip()
      }
    }
    if var later { try readValues(&later, stream) }
  }

  private mutating func readValues(
    _ cursor: inout JSONCursor, _ stream: LogLines.SetID
  ) throws(JSONError) {
    try cursor.enterArray()
    while try cursor.nextElement() {
      try cursor.enterArray()
      guard try cursor.nextElement() else { throw cursor.error("a line without a time") }
      let time = Instant(nanoseconds: try cursor.quotedInteger())
      guard try cursor.nextElement() else { throw cursor.error("a time without a line") }
      let text = try cursor.appendString(to: &pool)
      var entry = LogLines.Entry(
        time: time, start: text.lowerBound, end: text.upperBound, stream: stream)
      while try cursor.nextElement() {
        if try cursor.nextKind() == .object {
          try readCategories(of: &entry, &cursor)
        } else {
          try cursor.skip()
        }
      }
      entries.append(entry)
    }
  }

  /// `{"structuredMetadata": {…}, "parsed": {…}}`, or in Loki before 3.0 the metadata alone.
  private mutating func readCategories(
    of entry: inout LogLines.Entry, _ cursor: inout JSONCursor
  ) throws(JSONError) {
    var others: [(name: String, value: String)] = []
    try cursor.enterObject()
    while let key = try cursor.nextKey("structuredMetadata", or: "parsed") {
      switch (key, try cursor.nextKind()) {
      case (.first, .object): entry.metadata = try readSet(&cursor)
      case (.second, .object): entry.parsed = try readSet(&cursor)
      case (let key, .string): others.append((Self.name(of: key), try cursor.string()))
      default: try cursor.skip()
      }
    }
    if !others.isEmpty, entry.metadata == .none { entry.metadata = sets.add(Labels(others)) }
  }

  private static func name(of key: JSONCursor.KnownKey) -> String {
    switch key {
    case .first: "structuredMetadata"
    case .second: "parsed"
    case .other(let name): name
    }
  }

  /// An object of texts; other values are no labels.
  private mutating func readSet(_ cursor: inout JSONCursor) throws(JSONError) -> LabelSets.ID {
    try cursor.enterObject()
    while true {
      draft.beginText()
      guard try cursor.appendKey(to: &draft.bytes) else { break }
      draft.endText()
      draft.beginText()
      try cursor.appendString(to: &draft.bytes)
      draft.endText()
    }
    draft.dropText()
    return sets.add(&draft)
  }
}
