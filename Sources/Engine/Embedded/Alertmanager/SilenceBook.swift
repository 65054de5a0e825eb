import Frames
import JSON
import Matchers
import Times

/// The silences of an embedded Alertmanager, changed and refused as 0.25 does.
struct SilenceBook {
  struct Refusal: Error {
    var status: Int
    var body: JSONValue
  }

  private struct Entry {
    var id: String
    var matchers: MatcherSet
    var startsAt: Instant
    var endsAt: Instant
    var updatedAt: Instant
    var createdBy: String
    var comment: String

    func state(at now: Instant) -> String {
      if endsAt <= now { return "expired" }
      return startsAt > now ? "pending" : "active"
    }
  }

  private var entries: [Entry] = []
  private var count: UInt64 = 0

  mutating func set(_ body: JSONValue, at now: Instant) -> Result<String, Refusal> {
    do throws(Refusal) {
      return .success(try add(Self.entry(body, at: now), replacing: body["id"]?.string, at: now))
    } catch {
      return .failure(error)
    }
  }

  private mutating func add(
    _ new: Entry, replacing id: String?, at now: Instant
  ) throws(Refusal) -> String {
    var new = new
    if let id, !id.isEmpty {
      guard let place = entries.firstIndex(where: { $0.id == id }) else {
        throw Refusal(status: 404, body: "silence not found")
      }
      let old = entries[place]
      let isSame =
        old.matchers == new.matchers && old.state(at: now) != "expired"
        && abs((old.startsAt - new.startsAt).seconds) < 1
      if isSame {
        (new.id, new.startsAt) = (id, old.startsAt)
        entries[place] = new
        return id
      }
      if old.endsAt > now { entries[place].endsAt = now }
    }
    new.startsAt = max(new.startsAt, now)
    count += 1
    new.id = Self.id(count, now)
    entries.append(new)
    return new.id
  }

  /// In the form of a UUID; the count keeps two apart.
  private static func id(_ count: UInt64, _ now: Instant) -> String {
    func hex(_ number: UInt64, _ digits: Int) -> String {
      let text = String(number, radix: 16)
      return String((String(repeating: "0", count: digits) + text).suffix(digits))
    }
    let time = UInt64(bitPattern: now.milliseconds)
    return "\(hex(count, 8))-\(hex(time >> 32, 4))-4\(hex(time >> 20, 3))-8000-\(hex(time, 12))"
  }

  private static func entry(_ body: JSONValue, at now: Instant) throws(Refusal) -> Entry {
    func missing(_ name: String) -> Refusal {
      Refusal(status: 422, body: ["code": 602, "message": .string("\(name) in body is required")])
    }
    guard let comment = body["comment"]?.string else { throw missing("comment") }
    guard let author = body["createdBy"]?.string else { throw missing("createdBy") }
    guard let list = body["matchers"]?.array, !list.isEmpty else {
      throw Refusal(
        status: 422,
        body: ["code": 612, "message": "matchers in body should have at least 1 items"])
    }
    guard let start = body["startsAt"]?.string.flatMap({ Instant(iso8601: $0) }),
      let end = body["endsAt"]?.string.flatMap({ Instant(iso8601: $0) })
    else {
      throw Refusal(
        status: 400, body: ["code": 400, "message": "parsing silence body from \"\" failed"])
    }
    guard start < end else {
      throw Refusal(
        status: 400, body: "Failed to create silence: start time must be before end time")
    }
    guard end > now else {
      throw Refusal(
        status: 400, body: "Failed to create silence: end time can't be in the past")
    }
    return Entry(
      id: "", matchers: try matchers(list), startsAt: start, endsAt: end, updatedAt: now,
      createdBy: author, comment: comment)
  }

  private static func matchers(_ list: [JSONValue]) throws(Refusal) -> MatcherSet {
    var matchers: [Matcher] = []
    for value in list {
      let isEqual = value["isEqual"]?.bool ?? true
      let isRegex = value["isRegex"]?.bool ?? false
      do throws(MatcherError) {
        matchers.append(
          try Matcher(
            value["name"]?.string ?? "",
            isRegex ? (isEqual ? .matches : .fails) : (isEqual ? .equals : .differs),
            value["value"]?.string ?? ""))
      } catch {
        throw Refusal(status: 400, body: .string("silence invalid: \(error)"))
      }
    }
    guard matchers.contains(where: { $0.operation.isNegative || !$0.matches("") }) else {
      throw Refusal(
        status: 400,
        body: "silence invalid: at least one matcher must not match the empty string")
    }
    return MatcherSet(matchers)
  }

  /// False for one that is not there; one that has ended stays as it is.
  mutating func expire(_ id: String, at now: Instant) -> Bool {
    guard let place = entries.firstIndex(where: { $0.id == id }) else { return false }
    if entries[place].endsAt > now {
      entries[place].endsAt = now
      entries[place].updatedAt = now
    }
    return true
  }

  func holders(of labels: Labels, at now: Instant) -> [String] {
    entries.filter { $0.state(at: now) == "active" && $0.matchers.matches(labels) }.map(\.id)
  }

  func listing(at now: Instant) -> JSONValue { .array(entries.map { json($0, now) }) }

  func silence(_ id: String, at now: Instant) -> JSONValue? {
    entries.first { $0.id == id }.map { json($0, now) }
  }

  private func json(_ entry: Entry, _ now: Instant) -> JSONValue {
    [
      "id": .string(entry.id), "status": ["state": .string(entry.state(at: now))],
      "updatedAt": .string(entry.updatedAt.iso8601Text), "comment": .string(entry.comment),
      "createdBy": .string(entry.createdBy), "endsAt": .string(entry.endsAt.iso8601Text),
      "matchers": .array(
        entry.matchers.matchers.map { matcher in
          [
            "isEqual": .bool(!matcher.operation.isNegative),
            "isRegex": .bool(matcher.operation.isPattern), "name": .string(matcher.name),
            "value": .string(matcher.value),
          ]
        }),
      "startsAt": .string(entry.startsAt.iso8601Text),
    ]
  }
}
