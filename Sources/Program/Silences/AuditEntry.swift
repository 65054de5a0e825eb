import JSON
package import Matchers
package import Times

/// A line of the audit: who did what to which alerts, and what came of it.
package struct AuditEntry: Hashable, Sendable {
  package enum Deed: String, Hashable, Sendable {
    case acknowledge, extend, takeBack, expire, silence, edit, startDR, stopDR
  }

  package enum Outcome: Hashable, Sendable {
    /// About to be sent.
    case intended
    case done
    case failed(String)
  }

  package var at: Instant
  package var author: String
  package var host: String
  package var context: String
  /// The names of the sources it is done at; empty for what is local.
  package var sources: [String]
  package var deed: Deed
  package var matchers: MatcherSet
  package var comment: String
  package var marker: SilenceMarker
  package var silenceID: String?
  package var endsAt: Instant?
  package var outcome: Outcome

  package init(
    at: Instant, author: String, host: String, context: String, sources: [String], deed: Deed,
    matchers: MatcherSet, comment: String, marker: SilenceMarker, silenceID: String? = nil,
    endsAt: Instant? = nil, outcome: Outcome
  ) {
    self.at = at
    self.author = author
    self.host = host
    self.context = context
    self.sources = sources
    self.deed = deed
    self.matchers = matchers
    self.comment = comment
    self.marker = marker
    self.silenceID = silenceID
    self.endsAt = endsAt
    self.outcome = outcome
  }

  /// One line of JSON, without its end.
  package var line: String {
    func text(_ key: String, _ value: String) -> JSONObject.Member {
      .init(key: key, value: .string(value))
    }
    var members = [
      text("time", at.iso8601Text), text("author", author), text("host", host),
      text("context", context),
      .init(key: "sources", value: .array(sources.map { .string($0) })),
      text("action", deed.rawValue), text("matchers", matchers.description),
      text("comment", comment), text("uuid", marker.uuid),
    ]
    if let silenceID { members.append(text("silence", silenceID)) }
    if let endsAt { members.append(text("endsAt", endsAt.iso8601Text)) }
    switch outcome {
    case .intended: members.append(text("outcome", "sending"))
    case .done: members.append(text("outcome", "ok"))
    case .failed(let reason):
      members += [text("outcome", "failed"), text("error", reason)]
    }
    return JSONValue.object(JSONObject(members)).description
  }
}
