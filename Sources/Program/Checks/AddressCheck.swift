package import HTTP

/// Looks whether an address of the operator's answers 2xx.
package struct AddressCheck: Sendable {
  let address: String
  let client: any HTTPClient

  package init(_ address: String, client: any HTTPClient) {
    self.address = address
    self.client = client
  }

  package func run() async -> Check {
    // A user and a password in it are no one else's business.
    let subject = WebAddress(address)?.text ?? address
    do {
      let response = try await client.send(HTTPRequest(url: address))
      return Check(
        subject, "answers", passed: (200..<300).contains(response.status),
        "HTTP \(response.status)")
    } catch {
      return Check(subject, "answers", passed: false, error.detail)
    }
  }
}
