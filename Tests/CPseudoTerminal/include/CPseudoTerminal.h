#pragma once

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/// Opens a pseudo-terminal: what is written to one end is read from the other.
bool pseudo_terminal_open(int columns, int rows, int *controller, int *terminal);

/// Starts a program whose terminal, and whose standard input, output and error, is `terminal`.
/// It inherits no other descriptor, no blocked and no ignored signal.
/// - Returns: its process id; -1 when it can't be started.
pid_t pseudo_terminal_spawn(
  int terminal, const char *path, char *const arguments[], char *const environment[]);

/// Changes the size; the program is told by SIGWINCH.
bool pseudo_terminal_resize(int controller, int columns, int rows);

/// Waits until a process has ended, and leaves it to be collected.
void process_wait(pid_t process);

/// Collects a process that has ended: its exit code, or its signal with `by_signal` set.
int process_collect(pid_t process, bool *by_signal);

/// The columns that a character takes on a terminal, whatever the locale of this process.
int character_width(uint32_t character);
