import Testing

@testable import AlertScreen

struct AlertExpressionTests {
  @Test(
    arguments: [
      ("queue_depth > 100", "queue_depth", 100, false),
      ("100 < queue_depth", "queue_depth", 100, false),
      ("(up{job=\"a\"} == 0)", "up{job=\"a\"}", 0, false),
      ("sum by (job) (rate(x[5m])) < 5 * 60", "sum by (job) (rate(x[5m]))", 300, true),
      ("free < 0.1 and size > 0", "free", 0.1, true),
      ("a > bool 1", "a", 1, false), ("a / b >= -2", "a / b", -2, false),
      ("absent(up)", "absent(up)", nil, false), ("a > b", "a > b", nil, false),
      ("not promql (", "not promql (", nil, false),
    ] as [(String, String, Double?, Bool)])
  func theThresholdIsTakenFromTheExpression(
    text: String, series: String, threshold: Double?, isBelow: Bool
  ) {
    let parts = AlertExpression(text)
    #expect(parts.series == series)
    #expect(parts.threshold == threshold)
    #expect(parts.isBelow == isBelow)
  }
}
