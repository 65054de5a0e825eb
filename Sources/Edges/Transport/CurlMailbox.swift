import CCurl
import Glibc
import HTTP
import Synchronization

typealias CurlReply = Result<HTTPResponse, HTTPError>

/// What others want of the thread that owns libcurl's multi handle.
final class CurlMailbox: Sendable {
  enum Letter: Sendable {
    /// The closure is called once, on libcurl's thread.
    case send(Int, HTTPRequest, @Sendable (CurlReply) -> Void)
    case cancel(Int)
  }

  private struct State {
    var letters: [Letter] = []
    var hasThread = false
    /// What all are told since the thread has ended.
    var refusal: HTTPError?
    var multi: Multi?
  }

  /// Unchecked: the pointer is constant, lives under the lock, and is used for
  /// `ccurl_multi_wakeup` alone, which any thread may call.
  private struct Multi: @unchecked Sendable { let handle: UnsafeMutableRawPointer }

  private let state = Mutex(State())

  func post(_ letter: Letter) {
    let refusal: HTTPError? = state.withLock { state in
      if let refusal = state.refusal { return refusal }
      if !state.hasThread { state.hasThread = startThread(with: self) }
      guard state.hasThread else {
        return HTTPError(.unreachable, "the system has no thread to give")
      }
      state.letters.append(letter)
      if let multi = state.multi { ccurl_multi_wakeup(multi.handle) }
      return nil
    }
    if let refusal, case .send(_, _, let reply) = letter { reply(.failure(refusal)) }
  }

  /// Refuses all from here on, with a reason, and lets the thread end.
  func stop(_ reason: HTTPError = .cancelled) {
    state.withLock { state in
      state.refusal = state.refusal ?? reason
      if let multi = state.multi { ccurl_multi_wakeup(multi.handle) }
    }
  }

  // MARK: For the thread

  /// From here on letters wake the thread.
  func connect(_ multi: UnsafeMutableRawPointer) {
    state.withLock { $0.multi = Multi(handle: multi) }
  }

  /// No more wake-ups; the multi handle may go.
  func disconnect() { state.withLock { $0.multi = nil } }

  /// What has come, and whether the thread shall end after it.
  func collect() -> (letters: [Letter], isStopped: Bool) {
    state.withLock { state in
      let letters = state.letters
      state.letters = []
      return (letters, state.refusal != nil)
    }
  }
}

/// Starts the thread; false when the system has none to give.
///
/// A free function: a closure that is made in an isolated place traps on another thread.
private func startThread(with mailbox: CurlMailbox) -> Bool {
  let context = Unmanaged.passRetained(mailbox)
  var thread = pthread_t()
  let failure = pthread_create(
    &thread, nil,
    { context in
      guard let context else { return nil }
      let mailbox = Unmanaged<CurlMailbox>.fromOpaque(context).takeRetainedValue()
      blockSignals()
      yieldToOthers()
      CurlLoop(mailbox).run()
      return nil
    }, context.toOpaque())
  guard failure == 0 else {
    context.release()
    return false
  }
  pthread_detach(thread)
  return true
}

/// Leaves signals to the threads that expect them; faults of this thread's own stay its own.
private func blockSignals() {
  var signals = sigset_t()
  sigfillset(&signals)
  for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS] {
    sigdelset(&signals, fault)
  }
  pthread_sigmask(SIG_BLOCK, &signals, nil)
}
