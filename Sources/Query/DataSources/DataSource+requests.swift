package import HTTP

extension DataSource {
  /// A request to this source: fields as a form in the body of a POST, else in the address.
  ///
  /// Here alone is it said what each request to a source carries: its headers, its secrets, the
  /// way to it, its limits.
  package func request(
    _ method: HTTPRequest.Method, _ path: String,
    _ fields: [(name: String, value: String)] = []
  ) -> HTTPRequest {
    var request = HTTPRequest(
      method, url: url + path, unixSocket: unixSocket,
      headers: headers + [.init("Accept", "application/json")], limits: limits)
    request.authorization = authorization
    request.connection = connection
    let form = PercentEncoding.form(fields)
    if method == .post {
      // Prometheus ignores a body that does not say that it is a form.
      request.headers.append(.init("Content-Type", "application/x-www-form-urlencoded"))
      request.body = form
    } else if !form.isEmpty {
      request.url += "?" + String(decoding: form, as: UTF8.self)
    }
    return request
  }
}
