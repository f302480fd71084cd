#define _GNU_SOURCE
#include "Guard.h"
#include "WakePipe.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { RESET_SIZE = 512, ERRORS_SIZE = 64 * 1024, STACK_SIZE = 64 * 1024 };

/// What a signal means to the program while it has the terminal.
enum meaning {
  /// The system's business, or nobody's: it stops the process, or nothing comes of it.
  NONE,
  /// A crash, or the wish to have one.
  FATAL,
  /// Something to react to, however it is handled elsewhere.
  PIPED,
  /// A wish that the program ends, where it is not ignored or handled by somebody else: a timer, a
  /// limit, the power supply, a number that has no meaning.
  ENDING,
  /// The write that it is about fails, and says so.
  IGNORED,
};

static enum meaning meaning_of(int number) {
  switch (number) {
  case SIGILL: case SIGTRAP: case SIGABRT: case SIGSEGV: case SIGBUS: case SIGFPE: case SIGQUIT:
  case SIGSYS:
    return FATAL;
  case SIGWINCH: case SIGTERM: case SIGHUP: case SIGINT: case SIGTSTP: case SIGCONT:
    return PIPED;
  case SIGPIPE: case SIGXFSZ:
    return IGNORED;
  case SIGKILL: case SIGSTOP: case SIGTTIN: case SIGTTOU: case SIGCHLD: case SIGURG:
#ifdef SIGINFO
  case SIGINFO:
#endif
#ifndef __linux__
  case SIGIO:
#endif
    return NONE;
  default: return ENDING;
  }
}

bool signal_asks_to_end(int number) {
  struct sigaction now;
  switch (number) {
  case SIGTERM: case SIGHUP: case SIGINT: break;
  default: if (meaning_of(number) != ENDING) return false;
  }
  return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_DFL;
}

static atomic_bool armed;
static int guarded_terminal = -1;
static struct termios guarded_modes;
static char reset_string[RESET_SIZE];
static size_t reset_length;

static int signal_pipe[2] = {-1, -1};
static bool installed;
/// What was there before, by number.
static struct sigaction old_actions[NSIG];
static bool is_taken[NSIG];
static stack_t old_stack;
static char handler_stack[STACK_SIZE];

static atomic_int errors_file = -1;
static int real_errors = -1;

// MARK: what may run inside a signal handler

bool guard_write(int terminal, const void *bytes, size_t count) {
  const char *rest = bytes;
  while (count > 0) {
    ssize_t written = write(terminal, rest, count);
    if (written > 0) {
      rest += written;
      count -= (size_t)written;
    } else if (errno == EAGAIN) {
      struct pollfd ready = {.fd = terminal, .events = POLLOUT};
      if (poll(&ready, 1, 1000) <= 0) return false;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

static void restore_terminal(void) {
  if (!atomic_exchange(&armed, false)) return;
  guard_write(guarded_terminal, reset_string, reset_length);
  tcsetattr(guarded_terminal, TCSANOW, &guarded_modes);
}

void guard_release_errors(void) {
  int file = atomic_exchange(&errors_file, -1);
  if (file < 0) return;
  dup2(real_errors, STDERR_FILENO);
  // The file's own offset says how much was written: it is shared by every copy of descriptor 2.
  off_t end = lseek(file, 0, SEEK_CUR);
  char chunk[512];
  for (off_t at = 0; at < end;) {
    size_t rest = (size_t)(end - at);
    ssize_t count = pread(file, chunk, rest < sizeof chunk ? rest : sizeof chunk, at);
    if (count <= 0) break;
    guard_write(STDERR_FILENO, chunk, (size_t)count);
    at += count;
  }
  close(file);
  close(real_errors);
}

static void restore_all(void) {
  restore_terminal();
  guard_release_errors();
}

static void die_of(int number) {
  restore_all();
  // SA_RESETHAND has put the default action back, so this ends the process with the true cause
  // (and a core file), and Swift's own crash reporter does not wait for a key on a raw terminal.
  raise(number);
}

static void write_to_pipe(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t ignored = write(signal_pipe[1], &byte, 1);
  (void)ignored;
  errno = saved;
}

// MARK: the terminal

void guard_arm(int terminal, const struct termios *modes, const char *reset, size_t length) {
  guarded_terminal = terminal;
  guarded_modes = *modes;
  reset_length = length < RESET_SIZE ? length : RESET_SIZE;
  memcpy(reset_string, reset, reset_length);
  atomic_store(&armed, true);
}

void guard_disarm(void) { atomic_store(&armed, false); }

// MARK: signals

/// Has a signal handled, and notes how it was before.
static void take_signal(int number, const struct sigaction *action) {
  is_taken[number] = sigaction(number, action, &old_actions[number]) == 0;
}

/// Gives back all that are taken.
static void give_signals_back(void) {
  for (int number = 1; number < NSIG; number++) {
    if (is_taken[number]) sigaction(number, &old_actions[number], NULL);
    is_taken[number] = false;
  }
}

static void unblock_signals(void) {
  // A parent can hand down blocked signals; SIGTERM would then never arrive.
  sigset_t set;
  sigemptyset(&set);
  for (int number = 1; number < NSIG; number++) {
    if (is_taken[number]) sigaddset(&set, number);
  }
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

int guard_install(void) {
  if (installed) guard_remove();
  if (!wake_pipe_open(signal_pipe)) return -1;

  stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
  sigaltstack(&stack, &old_stack);
  struct sigaction fatal = {
    .sa_handler = die_of,
    .sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER,
  };
  struct sigaction piped = {.sa_handler = write_to_pipe, .sa_flags = SA_RESTART};
  struct sigaction ignored = {.sa_handler = SIG_IGN};
  for (int number = 1; number < NSIG; number++) {
    switch (meaning_of(number)) {
    case NONE: break;
    case FATAL: take_signal(number, &fatal); break;
    case PIPED: take_signal(number, &piped); break;
    case ENDING: if (signal_asks_to_end(number)) take_signal(number, &piped); break;
    case IGNORED: take_signal(number, &ignored); break;
    }
  }
  unblock_signals();

  static bool registered;
  if (!registered) registered = atexit(restore_all) == 0;
  installed = true;
  return signal_pipe[0];
}

void guard_remove(void) {
  if (!installed) return;
  installed = false;
  give_signals_back();
  sigaltstack(&old_stack, NULL);
  for (int i = 0; i < 2; i++) {
    close(signal_pipe[i]);
    signal_pipe[i] = -1;
  }
}

void guard_stop(void) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigaction(SIGTSTP, &standard, NULL);
  kill(0, SIGTSTP);
}

void guard_after_stop(void) {
  struct sigaction piped = {.sa_handler = write_to_pipe, .sa_flags = SA_RESTART};
  sigaction(SIGTSTP, &piped, NULL);
}

// MARK: questions outside of the screen

static int asked_terminal = -1;
static struct termios modes_before, modes_while_asked;
static const char *asked_question, *stop_refusal;
static volatile sig_atomic_t is_asked;

/// What was typed ahead of a secret, or beyond it, is dropped.
static void set_modes(const struct termios *before, const struct termios *after) {
  if (before->c_lflag != after->c_lflag) tcsetattr(asked_terminal, TCSAFLUSH, after);
}

static void ask_again(void) {
  if (!is_asked) return;
  tcsetattr(asked_terminal, TCSAFLUSH, &modes_while_asked);
  // Over what may be there already: the signal that continues can come twice.
  guard_write(asked_terminal, "\r", 1);
  guard_write(asked_terminal, asked_question, strlen(asked_question));
}

static void end_while_asked(int number) {
  tcsetattr(asked_terminal, TCSANOW, &modes_before);
  sigaction(number, &old_actions[number], NULL);
  raise(number);
}

static void stop_while_asked(int number) {
  int saved = errno;
  if (stop_refusal) {
    guard_write(asked_terminal, "\n", 1);
    guard_write(asked_terminal, stop_refusal, strlen(stop_refusal));
    guard_write(asked_terminal, "\n", 1);
    ask_again();
  } else {
    tcsetattr(asked_terminal, TCSANOW, &modes_before);
    struct sigaction standard = {.sa_handler = SIG_DFL}, own;
    sigaction(number, &standard, &own);
    raise(number);
    // Continued, which asks again; or never stopped, as nobody could continue this process.
    sigaction(number, &own, NULL);
    if (is_asked) tcsetattr(asked_terminal, TCSANOW, &modes_while_asked);
  }
  errno = saved;
}

static void continue_while_asked(int number) {
  (void)number;
  int saved = errno;
  ask_again();
  errno = saved;
}

void guard_begin_question(
  int terminal, const struct termios *found, const struct termios *asking, const char *question,
  const char *refusal) {
  asked_terminal = terminal;
  modes_before = *found;
  modes_while_asked = *asking;
  asked_question = question;
  stop_refusal = refusal;
  struct sigaction ending = {.sa_handler = end_while_asked, .sa_flags = SA_NODEFER};
  struct sigaction stopping = {
    .sa_handler = stop_while_asked,
    .sa_flags = SA_RESTART | SA_NODEFER,
  };
  struct sigaction continuing = {.sa_handler = continue_while_asked, .sa_flags = SA_RESTART};
  for (int number = 1; number < NSIG; number++) {
    if (meaning_of(number) == FATAL || signal_asks_to_end(number)) take_signal(number, &ending);
  }
  take_signal(SIGTSTP, &stopping);
  take_signal(SIGCONT, &continuing);
  is_asked = true;
  set_modes(found, asking);
  // After the echo is off: who answers at once is not seen either.
  guard_write(terminal, question, strlen(question));
}

void guard_end_question(void) {
  is_asked = false;
  set_modes(&modes_while_asked, &modes_before);
  give_signals_back();
}

// MARK: standard error

static int memory_file(void) {
#ifdef __linux__
  int file = memfd_create("errors", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  // Sealed at its size, it takes what fits and refuses the rest: a loop that complains for a
  // week costs no memory.
  if (file < 0) return -1;
  if (ftruncate(file, ERRORS_SIZE) == 0 && fcntl(file, F_ADD_SEALS, F_SEAL_GROW) == 0) return file;
  close(file);
  return -1;
#else
  FILE *file = tmpfile();
  return file ? fcntl(fileno(file), F_DUPFD_CLOEXEC, 0) : -1;
#endif
}

void guard_capture_errors(void) {
  if (atomic_load(&errors_file) >= 0 || !isatty(STDERR_FILENO)) return;
  int file = memory_file();
  if (file < 0) return;
  real_errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
  if (real_errors >= 0 && dup2(file, STDERR_FILENO) >= 0) {
    atomic_store(&errors_file, file);
    return;
  }
  if (real_errors >= 0) close(real_errors);
  close(file);
}
