import CCurl
import Glibc
import HTTP

/// The work of the thread that owns libcurl: takes letters, moves transfers on, sleeps.
final class CurlLoop {
  private let mailbox: CurlMailbox
  private var transfers: [Int: CurlTransfer] = [:]
  private var ids: [UnsafeMutableRawPointer: Int] = [:]

  /// Why there is no libcurl. It is loaded once for the process, and here: it takes milliseconds
  /// that the start has not got.
  private static let refusal = ccurl_load().map { String(cString: $0) }

  init(_ mailbox: CurlMailbox) { self.mailbox = mailbox }

  func run() {
    if let refusal = Self.refusal { return refuseAll(refusal) }
    guard let multi = ccurl_multi_init() else { return refuseAll("libcurl is out of memory") }
    ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 32)
    mailbox.connect(multi)
    while true {
      let (letters, isStopped) = mailbox.collect()
      for letter in letters { open(letter, multi) }
      if isStopped { break }
      var running: Int32 = 0
      ccurl_multi_perform(multi, &running)
      // A redirect has been added and must be set going before the sleep.
      if takeResults(multi) { continue }
      ccurl_multi_poll(multi)
    }
    mailbox.disconnect()
    for id in Array(transfers.keys) { finish(id, .failure(.cancelled), multi) }
    ccurl_multi_cleanup(multi)
  }

  private func open(_ letter: CurlMailbox.Letter, _ multi: UnsafeMutableRawPointer) {
    switch letter {
    case .send(let id, let request, let reply):
      do throws(HTTPError) {
        let transfer = try CurlTransfer(request, reply)
        transfers[id] = transfer
        start(transfer, id, multi)
      } catch {
        reply(.failure(error))
      }
    case .cancel(let id):
      finish(id, .failure(.cancelled), multi)
    }
  }

  private func start(_ transfer: CurlTransfer, _ id: Int, _ multi: UnsafeMutableRawPointer) {
    ids[transfer.easy] = id
    let code = ccurl_multi_add_handle(multi, transfer.easy)
    if code != CURLM_OK {
      finish(id, .failure(HTTPError(.unreachable, "libcurl is out of order")), multi)
    }
  }

  /// Ends what libcurl has done with; true when a redirect started another transfer.
  private func takeResults(_ multi: UnsafeMutableRawPointer) -> Bool {
    var isAnyRedirected = false
    var left: Int32 = 0
    while let message = ccurl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let id = ids[easy], let transfer = transfers[id]
      else { continue }
      // The message lives only until the handle is removed.
      let result = message.pointee.data.result
      ccurl_multi_remove_handle(multi, easy)
      do throws(HTTPError) {
        if let response = try transfer.conclude(result) {
          finish(id, .success(response), multi)
        } else {
          start(transfer, id, multi)
          isAnyRedirected = true
        }
      } catch {
        finish(id, .failure(error), multi)
      }
    }
    return isAnyRedirected
  }

  private func finish(_ id: Int, _ reply: CurlReply, _ multi: UnsafeMutableRawPointer) {
    guard let transfer = transfers.removeValue(forKey: id) else { return }
    ids[transfer.easy] = nil
    ccurl_multi_remove_handle(multi, transfer.easy)
    transfer.reply(reply)
  }

  /// Without libcurl nothing can be asked.
  private func refuseAll(_ reason: String) {
    let error = HTTPError(.unreachable, reason)
    mailbox.stop(error)
    for case .send(_, _, let reply) in mailbox.collect().letters { reply(.failure(error)) }
  }
}
