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

static const int fatal_signals[] = {
  SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGQUIT, SIGSYS,
};
static const int piped_signals[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
enum {
  FATAL_COUNT = sizeof fatal_signals / sizeof *fatal_signals,
  PIPED_COUNT = sizeof piped_signals / sizeof *piped_signals,
};

static atomic_bool armed;
static int guarded_terminal = -1;
static struct termios guarded_modes;
static char reset_string[RESET_SIZE];
static size_t reset_length;

static int signal_pipe[2] = {-1, -1};
static bool installed;
static struct sigaction old_fatal[FATAL_COUNT], old_piped[PIPED_COUNT], old_pipe_action;
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

static void unblock_signals(void) {
  // A parent can hand down blocked signals; SIGTERM would then never arrive.
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < FATAL_COUNT; i++) sigaddset(&set, fatal_signals[i]);
  for (int i = 0; i < PIPED_COUNT; i++) sigaddset(&set, piped_signals[i]);
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
  for (int i = 0; i < FATAL_COUNT; i++) sigaction(fatal_signals[i], &fatal, &old_fatal[i]);
  struct sigaction piped = {.sa_handler = write_to_pipe, .sa_flags = SA_RESTART};
  for (int i = 0; i < PIPED_COUNT; i++) sigaction(piped_signals[i], &piped, &old_piped[i]);
  struct sigaction ignored = {.sa_handler = SIG_IGN};
  sigaction(SIGPIPE, &ignored, &old_pipe_action);
  unblock_signals();

  static bool registered;
  if (!registered) registered = atexit(restore_all) == 0;
  installed = true;
  return signal_pipe[0];
}

void guard_remove(void) {
  if (!installed) return;
  installed = false;
  for (int i = 0; i < FATAL_COUNT; i++) sigaction(fatal_signals[i], &old_fatal[i], NULL);
  for (int i = 0; i < PIPED_COUNT; i++) sigaction(piped_signals[i], &old_piped[i], NULL);
  sigaction(SIGPIPE, &old_pipe_action, NULL);
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
