import HTTP
import JSON
import TestSupport
import Testing

/// Debian's Prometheus offers HTTP/2 where it speaks TLS, and only there.
@Suite(.enabled(if: DebianPrometheus.isUnpacked))
struct HTTP2Tests {
  @Test(arguments: [(true, "2"), (false, "1.1")])
  func manyQuestionsAtOnceAreAnswered(isSecured: Bool, version: String) async throws {
    let server = try DebianPrometheus(isSecured: isSecured)
    let client = server.client
    let answers = try await withThrowingTaskGroup { group in
      for number in 0..<20 {
        let body = "query=" + PercentEncoding.encoded("vector(\(number))")
        let form = HTTPRequest.Header("Content-Type", "application/x-www-form-urlencoded")
        let request = server.trusted(
          HTTPRequest(
            .post, url: server.url + "/api/v1/query", headers: [form], body: Array(body.utf8)))
        group.addTask {
          return (number, try await client.send(request))
        }
      }
      return try await group.reduce(into: [Int: HTTPResponse]()) { $0[$1.0] = $1.1 }
    }
    #expect(answers.count == 20)
    for (number, answer) in answers {
      #expect(answer.status == 200 && answer.version == version)
      let value = try JSONValue(parsing: answer.body)["data"]?["result"]?.array?.first?["value"]
      #expect(value?[1]?.string == "\(number)")
    }
  }
}
