import Glibc
import Synchronization

/// Threads for the program's tasks in place of Swift's own pool.
///
/// That pool is libdispatch's, which wakes once a second for as long as the process lives to see
/// how busy its threads are. A task that is started with
/// `Task(executorPreference: workers)`, and all that it awaits but isolated actors with an executor
/// of their own, stays on these threads, which sleep until there is work.
package final class Workers: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var isStopped = false
  }

  private let state = Mutex(State())
  /// Counts the jobs that wait, and one more for each thread to be ended.
  private let work: Semaphore
  private let count: Int

  /// Starts the threads; no more than one runs for each processor at most times, so few suffice.
  package init(count: Int = 2) {
    self.count = max(1, count)
    work = Semaphore()
    for _ in 0..<self.count { startWorker(self) }
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
    work.signal()
  }

  /// Ends the threads once they have done what is there already.
  package func stop() {
    state.withLock { $0.isStopped = true }
    for _ in 0..<count { work.signal() }
  }

  fileprivate func run() {
    let executor = asUnownedTaskExecutor()
    while true {
      work.wait()
      let (job, isStopped) = state.withLock { state in
        (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isStopped)
      }
      if let job {
        job.runSynchronously(on: executor)
      } else if isStopped {
        return
      }
    }
  }
}

/// A POSIX semaphore at a place of its own.
private final class Semaphore: @unchecked Sendable {
  // Unchecked: the pointer is constant, and a semaphore is made to be shared by threads.
  private let handle = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() { sem_init(handle, 0, 0) }

  deinit {
    sem_destroy(handle)
    handle.deallocate()
  }

  func signal() { sem_post(handle) }

  func wait() { while sem_wait(handle) != 0 {} }
}

/// A free function: a closure that is made in an isolated place traps on another thread.
private func startWorker(_ workers: Workers) {
  let context = Unmanaged.passRetained(workers)
  var thread = pthread_t()
  let failure = pthread_create(
    &thread, nil,
    { context in
      guard let context else { return nil }
      yieldToOthers()
      Unmanaged<Workers>.fromOpaque(context).takeRetainedValue().run()
      return nil
    }, context.toOpaque())
  guard failure == 0 else { return context.release() }
  pthread_detach(thread)
}

/// Lets the thread that calls it run behind the program's others, where there are not processors
/// enough for all: the one that draws shall not wait while an answer is decoded.
func yieldToOthers() {
  // On Linux this is the thread and not its process.
  let thread = __priority_which_t(PRIO_PROCESS.rawValue)
  setpriority(thread, 0, getpriority(thread, 0) + 5)
}
