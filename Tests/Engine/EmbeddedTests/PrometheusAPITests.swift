import Embedded
import HTTP
import Samples
import Testing
import Times

/// What Debian's Prometheus 2.42 answered to the same, where messages are quoted.
@Suite struct PrometheusAPITests {
  private let prometheus: EmbeddedPrometheus
  private static let now = Instant(milliseconds: 1_795_219_274_958)

  init() throws {
    var store = SampleStore()
    let now = Self.now.milliseconds
    for (index, job) in ["a", "b<&>\u{1B}\"\n"].enumerated() {
      for step in (0..<40).reversed() {
        try store.append(
          ["__name__": "up", "job": job], now - Int64(step) * 15_000, Double(index))
        try store.append(
          ["__name__": "jobs_total", "job": job, "env": "dev"], now - Int64(step) * 15_000,
          Double(40 - step) * 0.1)
      }
    }
    prometheus = EmbeddedPrometheus(.init(store)) { Self.now }
  }

  private func ask(
    _ path: String, _ method: HTTPRequest.Method = .get, _ form: String = "",
    type: String = "application/x-www-form-urlencoded"
  ) async throws -> (status: Int, body: String) {
    let response = try await prometheus.send(
      HTTPRequest(
        method, url: "http://prometheus.demo\(path)", headers: [.init("Content-Type", type)],
        body: Array(form.utf8)))
    // In process nothing goes over a wire.
    #expect(response.wireBytes == 0)
    return (response.status, String(decoding: response.body, as: UTF8.self))
  }

  private func escaped(_ text: String) -> String { PercentEncoding.encoded(text) }

  @Test(
    arguments: [
      ("1 + 1", #"{"resultType":"scalar","result":[1795219274.958,"2"]}"#),
      ("1 / 0", #"{"resultType":"scalar","result":[1795219274.958,"+Inf"]}"#),
      ("-1 / 0", #"{"resultType":"scalar","result":[1795219274.958,"-Inf"]}"#),
      ("0 / 0", #"{"resultType":"scalar","result":[1795219274.958,"NaN"]}"#),
      (
        "1e21 * 10", #"{"resultType":"scalar","result":[1795219274.958,"10000000000000000000000"]}"#
      ),
      (
        "vector(1e21)",
        #"{"resultType":"vector","result":[{"metric":{},"value":[1795219274.958,"1e+21"]}]}"#
      ),
      (
        "vector(5e-7)",
        #"{"resultType":"vector","result":[{"metric":{},"value":[1795219274.958,"5e-07"]}]}"#
      ),
      (
        "vector(-0.00012345)",
        #"{"resultType":"vector","result":[{"metric":{},"value":[1795219274.958,"-0.00012345"]}]}"#
      ),
      (
        "vector(123456789.125)",
        #"{"resultType":"vector","result":[{"metric":{},"value":[1795219274.958,"123456789.125"]}]}"#
      ),
      (#""hello \n 日本語""#, #"{"resultType":"string","result":[1795219274.958,"hello \n 日本語"]}"#),
      ("nope", #"{"resultType":"vector","result":[]}"#),
      (
        "sum(up)", #"{"resultType":"vector","result":[{"metric":{},"value":[1795219274.958,"1"]}]}"#
      ),
      (
        "up{job!=\"a\"}",
        #"{"resultType":"vector","result":[{"metric":{"__name__":"up","job":"b\u003c\u0026\u003e\u001b\"\n"},"value":[1795219274.958,"1"]}]}"#
      ),
      (
        "up{job=\"a\"}[20s]",
        #"{"resultType":"matrix","result":[{"metric":{"__name__":"up","job":"a"},"values":[[1795219259.958,"0"],[1795219274.958,"0"]]}]}"#
      ),
    ])
  func answersAnInstantQuery(expression: String, data: String) async throws {
    let answer = try await ask("/api/v1/query?query=\(escaped(expression))")
    #expect(answer.body == "{\"status\":\"success\",\"data\":\(data)}")
    #expect(answer.status == 200)
    let posted = try await ask(
      "/api/v1/query", .post, "query=\(escaped(expression))&time=1795219274.958")
    #expect(posted.body == answer.body)
  }

  @Test func answersARangeQuery() async throws {
    let answer = try await ask(
      "/api/v1/query_range?query=sum(up)&start=1795219154&end=1795219274&step=1m")
    #expect(
      answer.body
        == #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1795219154,"1"],[1795219214,"1"],[1795219274,"1"]]}]}}"#
    )
    let scalar = try await ask(
      "/api/v1/query_range", .post, "query=1&start=2026-11-21T00:00:00Z&end=1795219200.5&step=0.5")
    #expect(
      scalar.body
        == #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1795219200,"1"],[1795219200.500,"1"]]}]}}"#
    )
  }

  @Test(
    arguments: [
      (
        "query?query=up&time=yesterday",
        "invalid parameter \"time\": Invalid time value for 'time': cannot parse \"yesterday\" to a valid timestamp"
      ),
      (
        "query?query=up&timeout=abc",
        "invalid parameter \"timeout\": cannot parse \"abc\" to a valid duration"
      ),
      (
        "query?query=",
        "invalid parameter \"query\": 1:1: parse error: no expression found in input"
      ),
      (
        "query?query=sum(rate(foo%5B5m%5D)",
        "invalid parameter \"query\": 1:18: parse error: unclosed left parenthesis"
      ),
      (
        "query?query=%7Bjob%3D~%22.*%22%7D",
        "invalid parameter \"query\": 1:1: parse error: vector selector must contain at least one non-empty matcher"
      ),
      (
        "query_range?query=up&start=x&end=1&step=1",
        "invalid parameter \"start\": cannot parse \"x\" to a valid timestamp"
      ),
      (
        "query_range?query=up&start=2&end=1&step=1",
        "invalid parameter \"end\": end timestamp must not be before start time"
      ),
      (
        "query_range?query=up&start=1&end=2&step=",
        "invalid parameter \"step\": cannot parse \"\" to a valid duration"
      ),
      (
        "query_range?query=up&start=1&end=2&step=0",
        "invalid parameter \"step\": zero or negative query resolution step widths are not accepted. Try a positive integer"
      ),
      (
        "query_range?query=up&start=1&end=2&step=1e300",
        "invalid parameter \"step\": cannot parse \"1e300\" to a valid duration. It overflows int64"
      ),
      (
        "query_range?query=up&start=0&end=11001&step=1",
        "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)"
      ),
      (
        "query_range?query=up%5B5m%5D&start=1&end=2&step=1",
        "invalid expression type \"range vector\" for range query, must be Scalar or instant Vector"
      ),
      (
        "query_range?query=%22x%22&start=1&end=2&step=1",
        "invalid expression type \"string\" for range query, must be Scalar or instant Vector"
      ),
      ("series", "no match[] parameter provided"),
      (
        "series?match%5B%5D=%7B",
        "invalid parameter \"match[]\": 1:2: parse error: unexpected end of input inside braces"
      ),
      ("label/bad-name/values", "invalid label name: \"bad-name\""),
      ("rules?type=x", "invalid parameter \"type\": not supported value \"x\""),
      ("metadata?limit=x", "limit must be a number"),
    ])
  func refusesBadData(path: String, message: String) async throws {
    let answer = try await ask("/api/v1/\(path)")
    #expect(answer.status == 400)
    let escaped = message.replacing("\"", with: "\\\"")
    #expect(
      answer.body == "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"\(escaped)\"}")
  }

  @Test func aQueryThatTheDataDoNotAnswerIsAnExecutionError() async throws {
    let answer = try await ask("/api/v1/query?query=\(escaped("up / on () jobs_total"))")
    #expect(answer.status == 422)
    #expect(
      answer.body.hasPrefix(
        #"{"status":"error","errorType":"execution","error":"found duplicate series for the match group {}"#
      ))
  }

  @Test func aFormOfAnotherTypeIsNotRead() async throws {
    let answer = try await ask(
      "/api/v1/query", .post, "{\"query\":\"up\"}", type: "application/json")
    #expect(answer.status == 400)
    #expect(answer.body.contains("1:1: parse error: no expression found in input"))
  }

  @Test(
    arguments: [
      ("/api/v1/nope", HTTPRequest.Method.get, 404, "404 page not found\n"),
      ("/nope", .get, 404, "404 page not found\n"),
      ("/api/v1/label//values", .get, 404, "404 page not found\n"),
      ("/api/v1/query", .delete, 405, "Method Not Allowed\n"),
      ("/api/v1/label/job/values", .post, 405, "Method Not Allowed\n"),
      ("/-/ready", .get, 200, "Prometheus Server is Ready.\n"),
      ("/-/healthy", .get, 200, "Prometheus Server is Healthy.\n"),
    ])
  func answersInPlainText(
    path: String, method: HTTPRequest.Method, status: Int, body: String
  ) async throws {
    let answer = try await ask(path, method)
    #expect(answer.status == status)
    #expect(answer.body == body)
  }

  @Test(
    arguments: [
      ("labels", #"["__name__","env","job"]"#),
      ("labels?match%5B%5D=up", #"["__name__","job"]"#),
      ("label/__name__/values", #"["jobs_total","up"]"#),
      ("label/env/values?match%5B%5D=up", "[]"),
      ("label/env/values?start=1&end=2", "[]"),
      ("label/env/values", #"["dev"]"#),
      (
        "series?match%5B%5D=up%7Bjob%3D%22a%22%7D&match%5B%5D=jobs_total%7Bjob%3D%22a%22%7D",
        #"[{"__name__":"jobs_total","env":"dev","job":"a"},{"__name__":"up","job":"a"}]"#
      ),
      ("series?match%5B%5D=nope", "[]"), ("rules", #"{"groups":[]}"#),
      ("rules?type=alert", #"{"groups":[]}"#), ("alerts", #"{"alerts":[]}"#),
      ("metadata", "{}"), ("targets", #"{"activeTargets":[],"droppedTargets":[]}"#),
      ("format_query?query=sum(rate(up%5B5m%5D))by(job)", #""sum by (job) (rate(up[5m]))""#),
    ])
  func lists(path: String, data: String) async throws {
    let answer = try await ask("/api/v1/\(path)")
    #expect(answer.body == "{\"status\":\"success\",\"data\":\(data)}")
  }

  @Test func tellsItsVersion() async throws {
    #expect(try await ask("/api/v1/status/buildinfo").body.contains("\"version\":\"2.42.0\""))
  }

  @Test func anAnswerThatIsTooLargeIsNotHandedOver() async throws {
    var request = HTTPRequest(url: "http://prometheus.demo/api/v1/query?query=up")
    request.limits.bodyBytes = 40
    await #expect(throws: HTTPError(.tooLarge, "more than 40 bytes")) {
      try await prometheus.send(request)
    }
  }

  @Test func evaluationThatTakesTooLongIsEnded() async throws {
    let ticks = Ticks()
    let slow = EmbeddedPrometheus(prometheus.backing, clock: { Self.now }) { ticks.next() }
    let response = try await slow.send(
      HTTPRequest(url: "http://p/api/v1/query?query=sum(up)%2Bsum(up)&timeout=1500ms"))
    #expect(response.status == 503)
    #expect(
      String(decoding: response.body, as: UTF8.self)
        == #"{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}"#
    )
  }

  @Test func aCancelledTaskHasNoAnswer() async throws {
    let prometheus = prometheus
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await prometheus.send(HTTPRequest(url: "http://p/api/v1/query?query=up"))
    }
    await #expect(throws: HTTPError.cancelled) { try await task.value }
  }
}
