import HTTP
import Testing

struct BackoffTests {
  @Test(arguments: [
    (0.0, [1.0, 2, 4, 8, 16, 30, 30, 30]), (1, [2, 4, 8, 16, 32, 60, 60, 60]),
    (0.5, [1.5, 3, 6, 12, 24, 45, 45, 45]), (.nan, [1, 2, 4, 8, 16, 30, 30, 30]),
  ])
  func growsToAMinute(random: Double, delays: [Double]) {
    var backoff = Backoff()
    #expect(delays.map { _ in backoff.failed(random: random) } == delays)
    backoff.succeeded()
    #expect(backoff.failed(random: random) == delays[0])
  }

  @Test(
    arguments: [
      (200, nil, nil), (302, nil, nil), (400, nil, nil), (401, "5", nil), (404, nil, nil),
      (422, nil, nil), (429, "7", 7.0), (429, nil, 1), (429, "0", 1), (429, "soon", 1),
      (429, "99999", 3600), (429, "-1", 1), (500, nil, 1), (503, "12", 12), (599, nil, 1),
    ] as [(Int, String?, Double?)])
  func retriesNo4xxBut429(status: Int, retryAfter: String?, delay: Double?) {
    let headers = retryAfter.map { [HTTPRequest.Header("retry-after", $0)] } ?? []
    var backoff = Backoff()
    let response = HTTPResponse(status: status, headers: headers)
    #expect(backoff.delay(after: .success(response), random: 0) == delay)
  }

  @Test(
    arguments: [
      (HTTPError.Code.unreachable, 1.0), (.timedOut, 1), (.tooLarge, nil), (.cancelled, nil),
      (.redirectRefused, nil), (.malformed, nil), (.insecure, nil), (.tooManyRedirects, nil),
    ] as [(HTTPError.Code, Double?)])
  func retriesWhatMayPass(code: HTTPError.Code, delay: Double?) {
    var backoff = Backoff()
    #expect(backoff.delay(after: .failure(HTTPError(code, "")), random: 0) == delay)
  }
}
