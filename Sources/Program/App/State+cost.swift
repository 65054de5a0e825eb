import Text
import Widgets

extension State {
  /// What looking costs: this process, the terminal, each source.
  var costLines: [Line] {
    guard let (last, before) = cost else { return [] }
    // Of the time since the last look, where that is a while ago; else since the start.
    let since = before.flatMap {
      last.usage.elapsedSeconds - $0.usage.elapsedSeconds > 0.5 ? $0 : nil
    }
    let seconds = max(0.1, last.usage.elapsedSeconds - (since?.usage.elapsedSeconds ?? 0))
    func rate(_ now: Int, _ then: Int?) -> String {
      let perSecond = Double(now - (then ?? 0)) / seconds
      return "\(Int(min(1e12, max(0, perSecond.rounded()))).bytesText)/s"
    }
    func fact(_ name: String, _ value: String) -> Line {
      Line(DisplayText(name, limit: 15).padded(to: 16), .dim) + Line(DisplayText(value))
    }
    let used = last.usage.processorSeconds - (since?.usage.processorSeconds ?? 0)
    let percent = (max(0, used) / seconds * 1000).rounded() / 10
    var lines = [
      Line("what it costs", .dim),
      fact(
        "processor", "\(percent) %, \((last.usage.processorSeconds * 10).rounded() / 10) s in all"),
      fact("memory", last.usage.residentBytes.bytesText),
      fact(
        "terminal",
        rate(last.sentBytes, since?.sentBytes) + ", \(last.sentBytes.bytesText) in all"),
    ]
    for source in settings.sources {
      let count = last.sources[source.name] ?? .init()
      let then = since?.sources[source.name]
      lines.append(
        fact(
          source.name,
          "\(Self.counted(count.requests, "request")), "
            + "\(rate(count.receivedBytes, then?.receivedBytes)), "
            + "\(count.receivedBytes.bytesText) in all, \(count.sentBytes.bytesText) sent"))
    }
    return lines
  }
}
