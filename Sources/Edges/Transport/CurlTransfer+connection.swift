import CCurl
import HTTP

// Trust, own certificate, proxy and the server's name.
extension CurlTransfer {
  func connect(by options: ConnectionOptions) {
    set(options.authorities, file: CURLOPT_CAINFO, text: CURLOPT_CAINFO_BLOB)
    set(options.clientCertificate, file: CURLOPT_SSLCERT, text: CURLOPT_SSLCERT_BLOB)
    set(options.clientKey, file: CURLOPT_SSLKEY, text: CURLOPT_SSLKEY_BLOB)
    if !options.verifiesServer {
      ccurl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 0)
      ccurl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 0)
    }
    if let proxy = options.proxy {
      ccurl_set_text(easy, CURLOPT_PROXY, proxy)
      // A proxy that was asked for is used for every host, whatever the environment says.
      ccurl_set_text(easy, CURLOPT_NOPROXY, "")
    } else if request.unixSocket != nil || origin.isLoopback {
      // A proxy from the environment can't reach this machine's own loopback.
      ccurl_set_text(easy, CURLOPT_PROXY, "")
    }
  }

  /// Sets where to go. A server's other name stands in the URL, so that libcurl asks for it and
  /// checks it, and the connection goes to the host that the URL had.
  func address(_ request: HTTPRequest) {
    guard let name = serverName(request), let address = WebAddress(request.url) else {
      ccurl_set_text(easy, CURLOPT_URL, request.url)
      return
    }
    let port = address.origin.port
    ccurl_set_text(easy, CURLOPT_URL, "https://\(name):\(port)\(address.target)")
    ccurl_slist_free_all(detour)
    detour = ccurl_slist_append(nil, "\(name):\(port):\(address.origin.host):\(port)")
    ccurl_set_list(easy, CURLOPT_CONNECT_TO, detour)
  }

  /// The host that the request is for, where the URL has a certificate's name in its place.
  func hostHeader(_ request: HTTPRequest) -> String? {
    guard serverName(request) != nil, let address = WebAddress(request.url),
      !request.headers.contains(where: { $0.name.lowercased() == "host" })
    else { return nil }
    let (origin, isDefault) = (
      address.origin, address.origin.port == address.origin.scheme.defaultPort
    )
    return "Host: \(origin.host)" + (isDefault ? "" : ":\(origin.port)")
  }

  private func serverName(_ request: HTTPRequest) -> String? {
    guard origin.scheme == .https, let name = request.connection.serverName else { return nil }
    // A name that is none would change what the URL means.
    let isName = name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D || $0 == 0x2E
    }
    return isName && !name.isEmpty ? name : nil
  }

  private func set(
    _ certificates: ConnectionOptions.Certificates?, file: CURLoption, text: CURLoption
  ) {
    switch certificates {
    case nil: break
    case .file(let path): ccurl_set_text(easy, file, path)
    case .text(let pem):
      let bytes = Array(pem.utf8)
      bytes.withUnsafeBytes { _ = ccurl_set_blob(easy, text, $0.baseAddress, $0.count) }
    }
  }
}

extension Origin {
  fileprivate var isLoopback: Bool {
    host == "localhost" || host.hasPrefix("127.") || host == "[::1]"
  }
}
