package import HTTP
package import JSON
package import Matchers

extension Alertmanager {
  /// The request for all alerts, or those that match, whatever holds them.
  package static func alerts(
    matching matchers: MatcherSet = MatcherSet([]), of source: DataSource
  ) -> HTTPRequest {
    source.request(.get, "/api/v2/alerts", filter(matchers))
  }

  package static func groups(
    matching matchers: MatcherSet = MatcherSet([]), of source: DataSource
  ) -> HTTPRequest {
    source.request(.get, "/api/v2/alerts/groups", filter(matchers))
  }

  /// The request for all silences, expired ones too for as long as the server keeps them.
  package static func silences(of source: DataSource) -> HTTPRequest {
    source.request(.get, "/api/v2/silences")
  }

  package static func silence(_ id: String, of source: DataSource) -> HTTPRequest {
    source.request(.get, "/api/v2/silence/\(PercentEncoding.encoded(id))")
  }

  package static func status(of source: DataSource) -> HTTPRequest {
    source.request(.get, "/api/v2/status")
  }

  package static func receivers(of source: DataSource) -> HTTPRequest {
    source.request(.get, "/api/v2/receivers")
  }

  /// The request that makes a silence, or changes one. It is sent once: a second one would be a
  /// second silence.
  package static func post(_ draft: SilenceDraft, to source: DataSource) -> HTTPRequest {
    var request = source.request(.get, "/api/v2/silences")
    request.method = .post
    request.headers.append(.init("Content-Type", "application/json"))
    request.body = Array(draft.json.description.utf8)
    request.changesState = true
    // A redirect would turn it into a question.
    request.limits.redirects = 0
    return request
  }

  /// The request that ends a silence; one that has ended stays as it is.
  package static func expire(_ id: String, at source: DataSource) -> HTTPRequest {
    var request = silence(id, of: source)
    request.method = .delete
    request.changesState = true
    request.limits.redirects = 0
    return request
  }

  private static func filter(_ matchers: MatcherSet) -> [(name: String, value: String)] {
    matchers.matchers.map { ("filter", $0.description) }
  }
}

extension SilenceDraft {
  /// As the API reads it.
  package var json: JSONValue {
    var members: [JSONObject.Member] = []
    if let id { members.append(.init(key: "id", value: .string(id))) }
    members += [
      .init(key: "matchers", value: .array(matchers.matchers.map(\.json))),
      .init(key: "startsAt", value: .string(startsAt.iso8601Text)),
      .init(key: "endsAt", value: .string(endsAt.iso8601Text)),
      .init(key: "createdBy", value: .string(createdBy)),
      .init(key: "comment", value: .string(comment)),
    ]
    return .object(JSONObject(members))
  }
}

extension Matcher {
  fileprivate var json: JSONValue {
    [
      "name": .string(name), "value": .string(value), "isRegex": .bool(operation.isPattern),
      "isEqual": .bool(!operation.isNegative),
    ]
  }
}
