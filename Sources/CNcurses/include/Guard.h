#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

// Gives the terminal back however the program ends, and turns signals into bytes on a pipe.
// In C because what runs inside a signal handler may neither allocate nor take a lock.
// One terminal at a time: signal handlers are the process's, not an object's.

/// From now on a crash or `exit` writes `reset` to the terminal and restores its modes.
void guard_arm(int terminal, const struct termios *modes, const char *reset, size_t length);

/// The terminal is in its ordinary state: nothing is left to restore.
void guard_disarm(void);

/// Installs the handlers: crashes restore the terminal and die of the same signal; WINCH, TERM,
/// HUP, INT, TSTP and CONT are written to a pipe, a byte each; PIPE is ignored.
/// - Returns: the reading end of the pipe, non-blocking; -1 when there is none to be had.
int guard_install(void);

/// Puts back the handlers that were there before, and closes the pipe.
void guard_remove(void);

/// Stops the process group as ^Z does elsewhere, with the default action.
/// Returns when continued, or at once where nothing can be stopped (an orphaned group): the
/// caller learns which by the CONT in the pipe. Call `guard_after_stop` then.
void guard_stop(void);
void guard_after_stop(void);

/// Points standard error at a memory file of limited size, if it is a terminal: anything
/// written there would draw over the screen.
void guard_capture_errors(void);

/// Points standard error back at the terminal and copies what was written meanwhile to it.
void guard_release_errors(void);

/// Writes to the terminal past ncurses, and waits where the terminal is slow.
/// - Returns: false when it did not take everything.
bool guard_write(int terminal, const void *bytes, size_t count);
