import CCurl
import Glibc
import HTTP

/// One request with the redirects that it meets, on libcurl's thread.
final class CurlTransfer {
  let easy: UnsafeMutableRawPointer
  let reply: @Sendable (CurlReply) -> Void

  /// What is being asked now; differs from the first after a redirect.
  private(set) var request: HTTPRequest
  private let limits: HTTPLimits
  let origin: Origin
  private var redirects = 0
  private let start: Double
  private var headerList: UnsafeMutablePointer<curl_slist>?
  /// Where to connect in place of the URL's host.
  var detour: UnsafeMutablePointer<curl_slist>?
  private var wireBytes = 0

  // Written by libcurl's callbacks, see CurlTransfer+callbacks.
  var headers: [HTTPRequest.Header] = []
  var headerBytes = 0
  var body: [UInt8] = []
  /// Why a callback ended the transfer.
  var excess: HTTPError?

  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  init(
    _ request: HTTPRequest, _ reply: @escaping @Sendable (CurlReply) -> Void
  ) throws(HTTPError) {
    guard let address = WebAddress(request.url) else {
      throw HTTPError(.malformed, "not an http or https address")
    }
    // A line break would begin a header of its own: a token read from a file with its last line.
    guard !request.headers.contains(where: { $0.hasControlCharacter }) else {
      throw HTTPError(.malformed, "a header with a line break or another control character")
    }
    guard let easy = ccurl_easy_init() else {
      throw HTTPError(.unreachable, "libcurl is out of memory")
    }
    self.easy = easy
    self.reply = reply
    self.request = request
    self.request.url = address.text
    limits = request.limits
    origin = address.origin
    start = monotonicSeconds()
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    configure()
    prepare()
  }

  deinit {
    ccurl_easy_cleanup(easy)
    ccurl_slist_free_all(headerList)
    ccurl_slist_free_all(detour)
    errorText.deallocate()
  }

  /// What is the same for every hop. libcurl's own defaults are no limits at all, all protocols,
  /// and passwords from ~/.netrc.
  private func configure() {
    ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    ccurl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    ccurl_set_long(easy, CURLOPT_NETRC, 0)
    ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1)
    ccurl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    // Over TLS wait for the connection that turns out to carry many requests at once.
    ccurl_set_long(easy, CURLOPT_PIPEWAIT, origin.scheme == .https ? 1 : 0)
    // Empty: all that libcurl was built with.
    ccurl_set_text(easy, CURLOPT_ACCEPT_ENCODING, "")
    ccurl_set_text(easy, CURLOPT_USERAGENT, "hune")
    ccurl_set_long(easy, CURLOPT_BUFFERSIZE, 64 << 10)
    ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(limits.connectSeconds))
    ccurl_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, 32)
    ccurl_set_long(
      easy, CURLOPT_LOW_SPEED_TIME, max(1, milliseconds(limits.stalledSeconds) / 1000))
    if let socket = request.unixSocket { ccurl_set_text(easy, CURLOPT_UNIX_SOCKET_PATH, socket) }
    connect(by: request.connection)
    ccurl_set_bytes(easy, CURLOPT_ERRORBUFFER, errorText)
    ccurl_set_callbacks(easy, receiveBody, receiveHeader, Unmanaged.passUnretained(self).toOpaque())
  }

  /// What is another for each hop.
  private func prepare() {
    headers = []
    body = []
    address(request)
    let left = limits.totalSeconds - (monotonicSeconds() - start)
    ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, milliseconds(left))
    ccurl_slist_free_all(headerList)
    headerList = nil
    if let host = hostHeader(request) { headerList = ccurl_slist_append(headerList, host) }
    for header in request.headers {
      // libcurl takes `Name:` as the wish to send no such header, `Name;` as an empty one.
      let text = header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)"
      headerList = ccurl_slist_append(headerList, text)
    }
    // Without it libcurl waits a second for a `100 Continue` before it sends a large body.
    headerList = ccurl_slist_append(headerList, "Expect:")
    ccurl_set_list(easy, CURLOPT_HTTPHEADER, headerList)
    switch request.method {
    case .get:
      ccurl_set_long(easy, CURLOPT_HTTPGET, 1)
      ccurl_set_text(easy, CURLOPT_CUSTOMREQUEST, nil)
    case .post:
      ccurl_set_long(easy, CURLOPT_POST, 1)
      ccurl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
      request.body.withUnsafeBytes {
        _ = ccurl_set_bytes(easy, CURLOPT_COPYPOSTFIELDS, $0.baseAddress ?? UnsafeRawPointer(easy))
      }
    case .delete:
      ccurl_set_text(easy, CURLOPT_CUSTOMREQUEST, "DELETE")
    }
  }

  /// What came of a hop: the response, or `nil` when the transfer is ready for the next one.
  func conclude(_ result: CURLcode) throws(HTTPError) -> HTTPResponse? {
    wireBytes += Int(ccurl_get_size(easy, CURLINFO_SIZE_DOWNLOAD_T))
    if let excess { throw excess }
    guard result == CURLE_OK else { throw failure(result) }
    let response = HTTPResponse(
      status: ccurl_get_long(easy, CURLINFO_RESPONSE_CODE), headers: headers, body: body,
      seconds: monotonicSeconds() - start, wireBytes: wireBytes, version: version)
    guard let next = try request.redirected(by: response, from: origin) else { return response }
    guard redirects < limits.redirects else {
      throw HTTPError(.tooManyRedirects, "redirected more than \(limits.redirects) times")
    }
    redirects += 1
    request = next
    prepare()
    return nil
  }

  private var version: String {
    switch ccurl_get_long(easy, CURLINFO_HTTP_VERSION) {
    case Int(CURL_HTTP_VERSION_1_0): "1.0"
    case Int(CURL_HTTP_VERSION_1_1): "1.1"
    case Int(CURL_HTTP_VERSION_2_0): "2"
    default: ""
    }
  }

  private func failure(_ result: CURLcode) -> HTTPError {
    CurlFailure(
      code: result, text: String(cString: errorText),
      systemError: Int32(
        truncatingIfNeeded: ccurl_get_long(easy, CURLINFO_OS_ERRNO)),
      isConnected: ccurl_get_size(easy, CURLINFO_PRETRANSFER_TIME_T) > 0,
      hasAnswer: !headers.isEmpty, receivedBytes: body.count, origin: origin,
      unixSocket: request.unixSocket, isByProxy: request.connection.proxy != nil, limits: limits
    ).error
  }
}

private func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// For libcurl, which takes 0 as no limit: from one up to a day.
private func milliseconds(_ seconds: Double) -> Int {
  seconds.isNaN ? 1 : Int(max(1, min(seconds * 1000, 86_400_000)))
}

extension HTTPRequest.Header {
  fileprivate var hasControlCharacter: Bool {
    (name + value).utf8.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
  }
}
