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
    var reader = LokiLineReader()
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      if key == "result", try cursor.nextKind() == .array {
        try reader.readStreams(&cursor)
      } else {
        try cursor.skip()
      }
    }
    reader.lines.sort(isBackward: !isForward)
    self = .lines(reader.lines)
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
struct LokiLineReader {
  var lines = LogLines()

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
        stream = lines.add(try readLabels(&cursor))
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
      try lines.append(at: time, stream: stream) { (bytes) throws(JSONError) in
        try cursor.appendString(to: &bytes)
      }
      while try cursor.nextElement() {
        if try cursor.nextKind() == .object {
          try readCategories(&cursor)
        } else {
          try cursor.skip()
        }
      }
    }
  }

  /// `{"structuredMetadata": {…}, "parsed": {…}}`, or in Loki before 3.0 the metadata alone.
  private mutating func readCategories(_ cursor: inout JSONCursor) throws(JSONError) {
    var metadata = LogLines.SetID.none
    var parsed = LogLines.SetID.none
    var others: [(name: String, value: String)] = []
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("structuredMetadata", .object): metadata = lines.add(try readLabels(&cursor))
      case ("parsed", .object): parsed = lines.add(try readLabels(&cursor))
      case (_, .string): others.append((key, try cursor.string()))
      default: try cursor.skip()
      }
    }
    if !others.isEmpty, metadata == .none { metadata = lines.add(Labels(others)) }
    lines.setLast(metadata: metadata, parsed: parsed)
  }
}
