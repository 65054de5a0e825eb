import CCurl
import Glibc
import HTTP

/// What libcurl knows of a transfer that failed, put into words for an operator.
struct CurlFailure {
  var code: CURLcode
  /// libcurl's own words; they may name hosts and addresses, never headers.
  var text: String
  var systemError: Int32
  var isConnected: Bool
  var hasAnswer: Bool
  var receivedBytes: Int
  var origin: Origin
  var unixSocket: String?
  var isByProxy = false
  var limits: HTTPLimits

  var error: HTTPError {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      HTTPError(.unreachable, "no address is known for \(origin.host)")
    case CURLE_COULDNT_RESOLVE_PROXY: HTTPError(.unreachable, "no address is known for the proxy")
    case CURLE_COULDNT_CONNECT: HTTPError(.unreachable, connectFailure)
    case CURLE_OPERATION_TIMEDOUT: HTTPError(.timedOut, timeout)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED, CURLE_SSL_ENGINE_INITFAILED:
      HTTPError(.insecure, "TLS: \(tlsText)")
    case CURLE_GOT_NOTHING:
      HTTPError(.malformed, "\(place) closed the connection without an answer")
    case CURLE_PARTIAL_FILE:
      HTTPError(
        .malformed, "\(place) closed the connection after \(receivedBytes) bytes of the answer")
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      HTTPError(
        hasAnswer ? .malformed : .unreachable, "the connection to \(place) broke: \(reason)")
    case CURLE_BAD_CONTENT_ENCODING:
      HTTPError(.malformed, "the answer can't be decompressed")
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      HTTPError(.malformed, "\(place) does not speak HTTP: \(reason)")
    case CURLE_URL_MALFORMAT: HTTPError(.malformed, "not an http or https address")
    case CURLE_OUT_OF_MEMORY: HTTPError(.tooLarge, "no memory for the answer")
    default: HTTPError(.unreachable, "\(place): \(reason)")
    }
  }

  /// `127.0.0.1:9090`, or the socket's path.
  private var place: String { unixSocket ?? "\(origin.host):\(origin.port)" }
  /// Who was to be connected to.
  private var peer: String { isByProxy ? "the proxy to \(place)" : place }

  private var connectFailure: String {
    switch (systemError, unixSocket) {
    case (ECONNREFUSED, _): "connection refused by \(peer)"
    case (ENOENT, .some(let path)): "no socket at \(path)"
    case (EACCES, .some(let path)): "no permission for the socket \(path)"
    case (0, _): "no connection to \(peer): \(reason)"
    default: "no connection to \(peer): \(String(cString: strerror(systemError)))"
    }
  }

  private var timeout: String {
    if text.contains("too slow") {
      return "the answer stalled for \(seconds(limits.stalledSeconds))"
    }
    if !isConnected {
      return "no connection to \(peer) within "
        + seconds(min(limits.connectSeconds, limits.totalSeconds))
    }
    return hasAnswer
      ? "the answer was not complete within \(seconds(limits.totalSeconds))"
      : "no answer within \(seconds(limits.totalSeconds))"
  }

  /// `certificate has expired`, without the words that libcurl and OpenSSL put around it.
  private var tlsText: String {
    let prefix = "SSL certificate problem: "
    return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : reason
  }

  private var reason: String { text.isEmpty ? String(cString: ccurl_easy_strerror(code)) : text }

  private func seconds(_ count: Double) -> String {
    count == count.rounded() && abs(count) < 1e6 ? "\(Int(count)) s" : "\(count) s"
  }
}
