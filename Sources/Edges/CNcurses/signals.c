/* The ways in which the system interrupts a session. */

#define _GNU_SOURCE

#include "CNcurses.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <unistd.h>

static const int read_signals[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGTERM, SIGHUP};
static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT,
                                    SIGQUIT};
enum { read_count = 6, fatal_count = 7 };

static void fill(sigset_t *set) {
  sigemptyset(set);
  for (int i = 0; i < read_count; i++) sigaddset(set, read_signals[i]);
}

void hune_signals_block(void) {
  sigset_t set;
  fill(&set);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
}

int hune_signal_descriptor(void) {
  hune_signals_block();
  /* Whatever curses or a parent set: an ignored signal would be lost. SIGHUP stays ignored where
     nohup asked for it; the hang-up itself is seen on the terminal. */
  struct sigaction standard = {.sa_handler = SIG_DFL};
  for (int i = 0; i < read_count; i++)
    if (read_signals[i] != SIGHUP) sigaction(read_signals[i], &standard, NULL);
  sigset_t set;
  fill(&set);
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int hune_signal_next(int descriptor) {
  struct signalfd_siginfo info;
  return read(descriptor, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

int hune_wake_descriptor(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void hune_wake(int descriptor) {
  /* The only failure is a counter that is full: then it is readable already. */
  eventfd_write(descriptor, 1);
}

void hune_wake_forget(int descriptor) {
  eventfd_t count;
  eventfd_read(descriptor, &count);
}

void hune_stop(bool group) {
  sigset_t set, before;
  sigemptyset(&set);
  sigaddset(&set, SIGTSTP);
  /* Pending until it is unblocked, so that this thread takes it and stops here. */
  if (group) {
    kill(0, SIGTSTP);
  } else {
    raise(SIGTSTP);
  }
  pthread_sigmask(SIG_UNBLOCK, &set, &before);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static struct {
  int terminal;
  struct termios mode;
  uint8_t bytes[512];
  size_t count;
} rescue;
static atomic_bool is_armed;

/* Standard error as it was, and the memory that holds what was written since. */
static atomic_int kept_stderr = -1;
static atomic_int held_stderr = -1;

static void write_all(int descriptor, const uint8_t *bytes, size_t count) {
  int patience = 4;
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (errno == EAGAIN && patience-- > 0) {
      struct pollfd wait = {.fd = descriptor, .events = POLLOUT};
      poll(&wait, 1, 50);
    } else if (errno != EINTR) {
      return;
    }
  }
}

/* Safe in a signal handler. */
void hune_stderr_release(void) {
  int kept = atomic_exchange(&kept_stderr, -1);
  int held = atomic_exchange(&held_stderr, -1);
  if (kept < 0 || held < 0) return;
  dup2(kept, STDERR_FILENO);
  close(kept);
  /* The end tells why a program died. */
  off_t end = lseek(held, 0, SEEK_END);
  off_t place = end > 8192 ? end - 8192 : 0;
  uint8_t bytes[1024];
  ssize_t got;
  while ((got = pread(held, bytes, sizeof bytes, place)) > 0) {
    write_all(STDERR_FILENO, bytes, (size_t)got);
    place += got;
  }
  close(held);
}

void hune_stderr_hold(void) {
  if (atomic_load(&kept_stderr) >= 0 || !isatty(STDERR_FILENO)) return;
  int held = memfd_create("hune-stderr", MFD_CLOEXEC);
  int kept = dup(STDERR_FILENO);
  if (held < 0 || kept < 0) return;
  dup2(held, STDERR_FILENO);
  atomic_store(&held_stderr, held);
  atomic_store(&kept_stderr, kept);
}

/* Safe in a signal handler, and once only. */
static void give_back(void) {
  if (!atomic_exchange(&is_armed, false)) return;
  /* CAN ends a sequence of which only a part was sent. */
  static const uint8_t cancel = 0x18;
  write_all(rescue.terminal, &cancel, 1);
  write_all(rescue.terminal, rescue.bytes, rescue.count);
  tcsetattr(rescue.terminal, TCSANOW, &rescue.mode);
  hune_stderr_release();
}

/* What Swift's backtracer set. It would hold the program for a question on the terminal, so that it
   gets the signal, after the terminal is given back, only where the variable asks for it. */
static struct sigaction handlers_before[fatal_count];
static bool keeps_handlers;

static void on_fatal_signal(int signal, siginfo_t *info, void *context) {
  (void)context;
  give_back();
  for (int i = 0; i < fatal_count; i++)
    if (fatal_signals[i] == signal && keeps_handlers) sigaction(signal, &handlers_before[i], NULL);
  /* The action before is back. A fault comes again by itself, at its own place; what was raised,
     and a breakpoint, which the processor has passed, have to be raised again. */
  if (info->si_code <= 0 || signal == SIGTRAP || signal == SIGABRT) raise(signal);
}

void hune_crash_arm(int terminal, const struct termios *mode, const uint8_t *bytes, size_t count) {
  static uint8_t stack[64 * 1024];
  static atomic_bool is_registered;
  /* For an exit that forgot the terminal. */
  if (!atomic_exchange(&is_registered, true)) atexit(give_back);
  atomic_store(&is_armed, false);
  rescue.terminal = terminal;
  rescue.mode = *mode;
  rescue.count = count < sizeof rescue.bytes ? count : sizeof rescue.bytes;
  memcpy(rescue.bytes, bytes, rescue.count);
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  struct sigaction action = {
      .sa_sigaction = on_fatal_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND | SA_NODEFER};
  keeps_handlers = getenv("SWIFT_BACKTRACE") != NULL;
  for (int i = 0; i < fatal_count; i++) {
    struct sigaction before;
    sigaction(fatal_signals[i], &action, &before);
    /* Armed again, the one before may be our own. */
    if (before.sa_sigaction != on_fatal_signal) handlers_before[i] = before;
  }
  atomic_store(&is_armed, true);
}

void hune_crash_disarm(void) { atomic_store(&is_armed, false); }
