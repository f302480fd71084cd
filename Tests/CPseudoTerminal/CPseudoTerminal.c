#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#ifdef __APPLE__
#include <util.h>
#include <xlocale.h>
#else
#include <pty.h>
#include <utmp.h>
#endif
#include <sys/ioctl.h>
#include <wchar.h>

bool pseudo_terminal_open(int columns, int rows, int *controller, int *terminal) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  if (openpty(controller, terminal, NULL, NULL, &size) != 0) return false;
  // A program started by another test meanwhile must not keep this terminal open.
  fcntl(*controller, F_SETFD, FD_CLOEXEC);
  fcntl(*terminal, F_SETFD, FD_CLOEXEC);
  return true;
}

static void close_inherited(void) {
#ifdef CLOSE_RANGE_CLOEXEC
  // At once: one by one it takes milliseconds, which would count as the program's start.
  if (close_range(3, ~0U, 0) == 0) return;
#endif
  long limit = sysconf(_SC_OPEN_MAX);
  if (limit < 0 || limit > 65536) limit = 65536;
  for (int descriptor = 3; descriptor < limit; descriptor++) close(descriptor);
}

pid_t pseudo_terminal_spawn(
  int terminal, const char *path, char *const arguments[], char *const environment[]) {
  pid_t process = fork();
  if (process != 0) return process;
  // Only what is safe in the copy of a process with many threads: no allocation, no locks.
  login_tty(terminal);
  close_inherited();
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(path, arguments, environment);
  _exit(127);
}

bool pseudo_terminal_resize(int controller, int columns, int rows) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  return ioctl(controller, TIOCSWINSZ, &size) == 0;
}

void process_wait(pid_t process) {
  siginfo_t info;
  while (waitid(P_PID, (id_t)process, &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {}
}

int process_collect(pid_t process, bool *by_signal) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {}
  *by_signal = WIFSIGNALED(status);
  return *by_signal ? WTERMSIG(status) : WEXITSTATUS(status);
}

int character_width(uint32_t character) {
  static locale_t unicode;
  if (!unicode) unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  locale_t previous = uselocale(unicode);
  int width = wcwidth((wchar_t)character);
  uselocale(previous);
  return width;
}
