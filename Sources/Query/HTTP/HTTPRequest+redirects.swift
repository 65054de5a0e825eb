extension HTTPRequest {
  /// The request that a reply redirects this one to; `nil` when the reply is no redirect.
  ///
  /// Only to the same origin: headers with secrets go along, and an address of somebody else's is
  /// none that the operator named. POST becomes GET as the Fetch standard has it: after 303 any
  /// method does, after 301 and 302 POST.
  ///
  /// `origin` is that of the first request.
  package func redirected(
    by response: HTTPResponse, from origin: Origin
  ) throws(HTTPError) -> HTTPRequest? {
    guard [301, 302, 303, 307, 308].contains(response.status),
      let location = response[header: "Location"]
    else { return nil }
    guard let target = WebAddress(url)?.resolving(location) else {
      let scheme = location.prefix(80).prefix { $0 != ":" }
      throw HTTPError(.redirectRefused, "redirected to \(scheme):, which is not followed")
    }
    guard target.origin == origin else {
      throw HTTPError(
        .redirectRefused,
        "redirected from \(origin) to \(target.origin), which is not followed: a login page?")
    }
    var request = self
    request.url = target.text
    if response.status == 303 || (response.status <= 302 && method == .post) {
      request.method = .get
      request.body = []
      request.headers.removeAll { $0.name.lowercased() == "content-type" }
    }
    return request
  }
}
