package import HTTP
import Times
import Traces

/// A Tempo in process: answers the requests of its HTTP API over the traces of a synthetic system,
/// as Tempo 3 does. What it does not know it refuses, with 400 and a reason.
package struct EmbeddedTempo: InProcessServer {
  package static let version = "3.0.3"

  let archive: TraceArchive

  package init(_ archive: TraceArchive) { self.archive = archive }

  package func answer(to request: HTTPRequest) -> HTTPResponse {
    let form = RequestForm(request)
    let path = request.path
    do throws(TempoRefusal) {
      switch path {
      case "/ready": return .plainText(200, "ready\n")
      case "/api/echo": return .plainText(200, "echo\n")
      case "/api/status/buildinfo":
        return .json(Array("{\"version\":\"\(Self.version)\",\"revision\":\"\"}".utf8))
      case "/api/search": return .json(try search(form))
      case "/api/v2/search/tags": return .json(try tags(form, isScoped: true))
      case "/api/search/tags": return .json(try tags(form, isScoped: false))
      case "/api/metrics/query_range", "/api/metrics/query":
        throw TempoRefusal("the demo makes no metrics of traces")
      default: break
      }
      for (start, isSecond) in [("/api/v2/traces/", true), ("/api/traces/", false)]
      where path.hasPrefix(start) {
        return try trace(String(path.dropFirst(start.count)), isSecond: isSecond)
      }
      for (start, isSecond) in [("/api/v2/search/tag/", true), ("/api/search/tag/", false)]
      where path.hasPrefix(start) && path.hasSuffix("/values") {
        let name = PercentEncoding.decoded(
          Array(path.dropFirst(start.count).dropLast(7).utf8)[...], plusAsSpace: false)
        return .json(
          try tagValues(String(decoding: name ?? [], as: UTF8.self), form, isTyped: isSecond))
      }
      return .plainText(404, "404 page not found\n")
    } catch {
      return .plainText(400, error.reason)
    }
  }

  private func trace(_ text: String, isSecond: Bool) throws(TempoRefusal) -> HTTPResponse {
    guard text.utf8.count <= 32 else {
      throw TempoRefusal("trace IDs can't be larger than 128 bits")
    }
    guard let id = TraceID(hex: text) else {
      let place = text.utf8.prefix { TraceID(hex: String(decoding: [$0], as: UTF8.self)) != nil }
      let wrong = text.dropFirst(place.count).first.map(String.init) ?? ""
      throw TempoRefusal(
        "trace IDs can only contain hex characters: invalid character '\(wrong)' at position "
          + "\(place.count + 1)")
    }
    guard let trace = archive.trace(id) else {
      // The second version answers with a trace of nothing, the first without a word.
      return isSecond
        ? .json(Array("{\"trace\":{},\"metrics\":{}}".utf8)) : .plainText(404, "")
    }
    var json = JSONBytes()
    json.write(isSecond ? "{\"trace\":{\"resourceSpans\":" : "{\"batches\":")
    json.write(otlp: trace)
    json.write(isSecond ? "},\"metrics\":{}}" : "}")
    return .json(json.bytes)
  }
}
