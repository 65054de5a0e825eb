import Exposition
import Frames
import HTTP
import Times
import World

/// Answers scrapes of a world at `/metrics`.
struct WorldExporter: HTTPClient {
  /// The families, with their labels written once for all scrapes.
  private let families: [(family: MetricFamily, series: [(SyntheticWorld.Series, PreparedLabels)])]
  private let clock: @Sendable () -> Instant

  /// Every series has these labels beside its own.
  init(
    _ world: SyntheticWorld, labels: [(name: String, value: String)] = [],
    clock: @escaping @Sendable () -> Instant
  ) {
    families = world.families.filter { !$0.isScrape }.map { family in
      (
        family.family,
        family.series.map { one in
          let others = labels.filter { one.labels[$0.name] == nil }
          return (one, PreparedLabels(Labels(one.labels.pairs + others)))
        }
      )
    }
    self.clock = clock
  }

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard request.method == .get, WebAddress(request.url)?.path == "/metrics" else {
      return HTTPResponse(status: 404, body: Array("only /metrics is here\n".utf8))
    }
    let accepted = request.headers.first { $0.name.lowercased() == "accept" }?.value ?? ""
    let format: ExpositionWriter.Format =
      accepted.contains("application/openmetrics-text") ? .openMetrics : .text
    return HTTPResponse(
      status: 200, headers: [HTTPRequest.Header("Content-Type", format.contentType)],
      body: metrics(format, at: clock()))
  }

  /// Every series at one moment.
  private func metrics(_ format: ExpositionWriter.Format, at time: Instant) -> [UInt8] {
    var writer = ExpositionWriter(format)
    for (family, series) in families {
      writer.begin(family)
      for (series, labels) in series { writer.add(series.value(at: time), of: labels) }
    }
    writer.end()
    return writer.takeBytes()
  }

  /// Every series over a range, one after the other, as OpenMetrics in pieces of about a megabyte.
  func writeHistory(
    _ range: TimeRange, step: Span, to output: ([UInt8]) throws -> Void
  ) throws {
    var writer = ExpositionWriter(.openMetrics)
    for (family, series) in families {
      writer.begin(family)
      for (series, labels) in series {
        var time = range.from
        while time <= range.to {
          writer.add(series.value(at: time), of: labels, at: time)
          if writer.bytes.count > 1 << 20 { try output(writer.takeBytes()) }
          guard time + step > time else { break }
          time = time + step
        }
      }
    }
    writer.end()
    try output(writer.takeBytes())
  }
}
