package import Frames
import JSON
package import Times

/// An acknowledgement as hunes of a user on one machine tell each other of it.
package struct AlertNote: Hashable, Sendable {
  package enum Change: Hashable, Sendable {
    case put(AlertNote)
    case remove(String)
    /// Another hune keeps it from now on, unless a third has taken it over already.
    case claim(String, from: String, by: String)
  }

  package var uuid: String
  package var labels: Labels
  package var context: String
  package var author: String
  package var comment: String
  package var endsAt: Instant
  /// No Alertmanager knows of it.
  package var isLocal: Bool
  /// The lock of the hune that keeps it.
  package var owner: String
  /// That hune still runs.
  package var isKept = false

  package init(
    uuid: String, labels: Labels, context: String, author: String, comment: String,
    endsAt: Instant, isLocal: Bool, owner: String
  ) {
    self.uuid = uuid
    self.labels = labels
    self.context = context
    self.author = author
    self.comment = comment
    self.endsAt = endsAt
    self.isLocal = isLocal
    self.owner = owner
  }

  /// The notes of a file; what is no note is passed over.
  package static func notes(in bytes: [UInt8]) -> [AlertNote] {
    guard let array = (try? JSONValue(parsing: bytes))?.array else { return [] }
    return array.compactMap { value in
      guard let uuid = value["uuid"]?.string, let labels = value["labels"]?.object,
        let end = value["endsAt"]?.string.flatMap({ Instant(iso8601: $0) })
      else { return nil }
      return AlertNote(
        uuid: uuid,
        labels: Labels(
          labels.members.compactMap { member in
            member.value.string.map { (name: member.key, value: $0) }
          }),
        context: value["context"]?.string ?? "", author: value["author"]?.string ?? "",
        comment: value["comment"]?.string ?? "", endsAt: end,
        isLocal: value["local"]?.bool ?? true, owner: value["owner"]?.string ?? "")
    }
  }

  /// The file after changes; notes that ended an hour ago go.
  package static func file(
    _ bytes: [UInt8], changedBy changes: [Change], at now: Instant
  ) -> [UInt8] {
    var notes = notes(in: bytes)
    for change in changes {
      switch change {
      case .put(let note):
        notes.removeAll { $0.uuid == note.uuid }
        notes.append(note)
      case .remove(let uuid): notes.removeAll { $0.uuid == uuid }
      case .claim(let uuid, let before, let owner):
        for index in notes.indices where notes[index].uuid == uuid && notes[index].owner == before {
          notes[index].owner = owner
        }
      }
    }
    notes.removeAll { now - $0.endsAt > .hours(1) }
    return Array((JSONValue.array(notes.map(\.json)).text(indent: 2) + "\n").utf8)
  }

  private var json: JSONValue {
    [
      "uuid": .string(uuid),
      "labels": .object(
        JSONObject(labels.pairs.map { .init(key: $0.name, value: .string($0.value)) })),
      "context": .string(context), "author": .string(author), "comment": .string(comment),
      "endsAt": .string(endsAt.iso8601Text), "local": .bool(isLocal), "owner": .string(owner),
    ]
  }
}
