package import HTTP
import Synchronization

/// The client that goes to the network: libcurl, all transfers on one thread of its own.
///
/// The thread, and libcurl with it, starts with the first request; it sleeps as long as no transfer
/// has anything to do. Connections are kept and reused. Releasing the client ends what is under
/// way.
package final class CurlClient: HTTPClient {
  private let mailbox = CurlMailbox()
  private let lastID = Mutex(0)

  package init() {}

  deinit { mailbox.stop() }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    let id = lastID.withLock { id in
      id += 1
      return id
    }
    let reply = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        mailbox.post(.send(id, request) { continuation.resume(returning: $0) })
        // The handler below may have run before there was anything to cancel.
        if Task.isCancelled { mailbox.post(.cancel(id)) }
      }
    } onCancel: {
      mailbox.post(.cancel(id))
    }
    return try reply.get()
  }

  /// Ends all transfers, as cancelled, and the thread; later requests are cancelled at once.
  package func stop() { mailbox.stop() }
}
