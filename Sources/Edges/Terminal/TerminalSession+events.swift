import CNcurses
import Cells
import Glibc

extension TerminalSession {
  /// Waits for events: for ever, or at most so many milliseconds, and then returns none.
  package func wait(milliseconds: Int?) -> [TerminalEvent] {
    if tty.isHungUp { return [.hungUp] }
    let due = milliseconds.map { now() + max(0, min($0, 1 << 30)) }
    while true {
      var descriptors = [
        pollfd(fd: tty.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
        pollfd(fd: waker.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      if !tty.unsent.isEmpty { descriptors[0].events |= Int16(POLLOUT) }
      let rest = due.map { max(0, $0 - now()) }
      let patience = parser.patience
      let timeout = [rest, patience].compactMap(\.self).min() ?? -1
      let ready = poll(&descriptors, 3, Int32(timeout))
      if ready < 0, errno == EINTR { continue }
      if ready == 0, let patience, timeout == patience {
        let keys = parser.flush()
        if !keys.isEmpty { return keys.map(TerminalEvent.key) }
        continue
      }
      if ready <= 0 { return [] }
      let events = events(from: descriptors)
      if !events.isEmpty { return events }
    }
  }

  private func events(from descriptors: [pollfd]) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    if descriptors[2].revents != 0 {
      hune_wake_forget(waker.descriptor)
      events.append(.woken)
    }
    if descriptors[1].revents != 0 { events += signalEvents() }
    let state = Int32(descriptors[0].revents)
    if state & POLLOUT != 0 { catchUp() }
    if state & POLLIN != 0 {
      for key in parser.parse(tty.receive()) {
        if key == .control("z") {
          events += suspend(group: true)
        } else {
          events.append(.key(key))
        }
      }
    }
    if state & (POLLHUP | POLLERR | POLLNVAL) != 0 { tty.hangUp() }
    if tty.isHungUp, !events.contains(.hungUp) { events.append(.hungUp) }
    return events
  }

  private func signalEvents() -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    var isResized = false
    while case let signal = hune_signal_next(signals), signal != 0 {
      switch signal {
      case SIGWINCH: isResized = true
      case SIGTSTP: events += suspend(group: false)
      case SIGCONT: events += resume()
      // The terminal may still be there, and is given back then.
      case SIGHUP: events.append(.hungUp)
      default: events.append(.terminated(signal: signal))
      }
    }
    // A window that is dragged sends many: the last size counts.
    if isResized {
      let old = size
      resize()
      if old != size { events.append(.resized(width: size.width, height: size.height)) }
    }
    return events
  }

  /// Gives the terminal back, stops, and takes it again when the program runs on. In an orphaned
  /// process group the system does not stop it: then this is a redraw.
  private func suspend(group: Bool) -> [TerminalEvent] {
    restore()
    hune_stop(group)
    return resume()
  }

  /// Takes the terminal again, which may have another size and shows what others wrote.
  private func resume() -> [TerminalEvent] {
    enter()
    let old = size
    resize()
    if old != size {
      return [.resized(width: size.width, height: size.height), .resumed]
    }
    redraw()
    return [.resumed]
  }
}

/// Milliseconds of a clock that nobody sets.
private func now() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000
}
