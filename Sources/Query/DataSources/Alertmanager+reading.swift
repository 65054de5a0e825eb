package import Frames
import JSON
import Matchers
import Times

extension Alertmanager.Alert {
  init(from cursor: inout JSONCursor) throws(JSONError) {
    self.init(labels: Labels())
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("labels", .object): labels = try readLabels(&cursor)
      case ("annotations", .object): annotations = try readLabels(&cursor)
      case ("startsAt", .string): startsAt = Instant(iso8601: try cursor.string())
      case ("endsAt", .string): endsAt = Instant(iso8601: try cursor.string())
      case ("updatedAt", .string): updatedAt = Instant(iso8601: try cursor.string())
      case ("fingerprint", .string): fingerprint = try cursor.string()
      case ("generatorURL", .string): generatorURL = try cursor.string()
      case ("receivers", .array):
        receivers = try readAll(&cursor) { (cursor) throws(JSONError) in
          try cursor.value()["name"]?.string ?? ""
        }
      case ("status", .object): try readStatus(&cursor)
      default: try cursor.skip()
      }
    }
  }

  private mutating func readStatus(_ cursor: inout JSONCursor) throws(JSONError) {
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("state", .string): state = State(rawValue: try cursor.string()) ?? .active
      case ("silencedBy", .array): silencedBy = try readStrings(&cursor)
      case ("inhibitedBy", .array): inhibitedBy = try readStrings(&cursor)
      default: try cursor.skip()
      }
    }
  }
}

extension Alertmanager.Group {
  init(from cursor: inout JSONCursor) throws(JSONError) {
    self.init(labels: Labels(), receiver: "", alerts: [])
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("labels", .object): labels = try readLabels(&cursor)
      case ("receiver", .object): receiver = try cursor.value()["name"]?.string ?? ""
      case ("alerts", .array):
        alerts = try readAll(&cursor) { (cursor) throws(JSONError) in
          try Alertmanager.Alert(from: &cursor)
        }
      default: try cursor.skip()
      }
    }
  }
}

extension Silence {
  /// The silence in an object of the API; `nil` without an id.
  init?(_ value: JSONValue) {
    guard let id = value["id"]?.string, !id.isEmpty else { return nil }
    func instant(_ key: String) -> Instant? { value[key]?.string.flatMap { Instant(iso8601: $0) } }
    var matchers: [Matcher] = []
    var unreadable: String?
    for object in value["matchers"]?.array ?? [] {
      // Servers before 0.22 have no `isEqual`: all are then.
      let operation: Matcher.Operation =
        switch (object["isEqual"]?.bool ?? true, object["isRegex"]?.bool ?? false) {
        case (true, false): .equals
        case (false, false): .differs
        case (true, true): .matches
        case (false, true): .fails
        }
      do throws(MatcherError) {
        matchers.append(
          try Matcher(
            object["name"]?.string ?? "", operation, object["value"]?.string ?? ""))
      } catch {
        unreadable = object.description
      }
    }
    self.init(
      id: id, matchers: MatcherSet(matchers), startsAt: instant("startsAt"),
      endsAt: instant("endsAt"), updatedAt: instant("updatedAt"),
      createdBy: value["createdBy"]?.string ?? "", comment: value["comment"]?.string ?? "",
      state: value["status"]?["state"]?.string.flatMap(State.init) ?? .active)
    self.unreadable = unreadable
  }

  /// Whether it would hold an alert of these labels. One that hune can't read whole holds nothing
  /// that is known.
  package func holds(_ labels: Labels) -> Bool {
    unreadable == nil && !matchers.isEmpty && matchers.matches(labels)
  }
}
