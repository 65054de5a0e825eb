import AlertScreen
import Configuration
import DataSources
import Frames
import HTTP
import Silences
import Times

import struct Cells.Buffer
import struct Cells.Rect

/// The view of 5,000 alerts, scrolled, and what an answer with all of them costs.
enum AlertsBench {
  private static let now = Instant(seconds: 1_795_260_000)

  static func run(_ median: (Int, () throws -> Int) throws -> Double) throws {
    guard
      let source = DataSource(name: "am", kind: .alertmanager, address: "http://127.0.0.1:9")
    else { return }
    var desk = AlertDesk(
      AlertDesk.Surroundings(
        context: "bench", sources: [source], settings: AcknowledgementSettings(),
        author: Author(chosen: "ada", environment: [:], host: "ops")), seed: 1)
    let request = AlertRequest(source: source, askedAt: now)
    let report = Alertmanager.Report(alerts: (0..<5_000).map(alert), silences: [])
    let answer = try median(5) {
      desk.take(.success(.alertmanager(report)), to: request, at: now).count
    }
    var view = AlertsView(
      .init(now: now, width: 198, height: 50, glyphs: .full, calendar: Calendar()))
    view.arrange(desk)
    var times: [Double] = []
    let watch = ContinuousClock()
    for frame in 0..<4_000 {
      let start = watch.now
      view.move(by: frame % 100 == 99 ? -4_000 : frame % 2 == 0 ? 1 : 47, desk)
      var buffer = Buffer(width: 200, height: 50)
      view.draw(in: Rect(x: 1, width: 198, height: 50), desk, into: &buffer)
      let took = start.duration(to: watch.now).components
      times.append((Double(took.seconds) + Double(took.attoseconds) / 1e18) * 1_000)
    }
    times.sort()
    print("5,000 alerts scrolled, median ms a frame\t\(times[times.count / 2])\t5")
    print("5,000 alerts scrolled, p99 ms a frame\t\(times[times.count * 99 / 100])\t5")
    print("5,000 alerts, ms for an answer\t\(answer * 1_000)\t100")
  }

  private static func alert(_ number: Int) -> Alertmanager.Alert {
    var alert = Alertmanager.Alert(labels: [
      "alertname": "QueueDepthHigh\(number % 40)", "cluster": "blue",
      "instance": "worker-\(number).example:9100", "namespace": "media-\(number % 20)",
      "queue": "q\(number)", "severity": ["critical", "warning", "info"][number % 3],
    ])
    alert.annotations = ["summary": "the queue q\(number) is deep"]
    alert.startsAt = now - .seconds(Double(number))
    alert.fingerprint = "\(number)"
    alert.receivers = ["chat"]
    return alert
  }
}
