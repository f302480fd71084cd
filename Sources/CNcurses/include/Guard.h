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

/// Whether a signal would end the program now, as something outside of it wishes: what asks for an
/// end in order. Not one that comes of a crash, nor one that is ignored or handled.
bool signal_asks_to_end(int number);

/// Installs the handlers: crashes restore the terminal and die of the same signal; WINCH, TSTP, CONT,
/// and whatever asks the program to end, are written to a pipe, a byte each; PIPE and XFSZ are
/// ignored.
/// - Returns: the reading end of the pipe, non-blocking; -1 when there is none to be had.
int guard_install(void);

/// Puts back the handlers that were there before, and closes the pipe.
void guard_remove(void);

/// Stops the process group as ^Z does elsewhere, with the default action.
/// Returns when continued, or at once where nothing can be stopped (an orphaned group): the
/// caller learns which by the CONT in the pipe. Call `guard_after_stop` then.
void guard_stop(void);
void guard_after_stop(void);

/// Asks for a line outside of the screen. Until it has been read, whatever ends the program gives the
/// terminal back its modes first, and so does a stop. When the program goes on the question is asked
/// anew, and nothing that was typed before answers it.
/// - Parameters:
///   - found: the modes as they are.
///   - asking: the modes for the answer.
///   - question: to be there until `guard_end_question`, as is `refusal`.
///   - refusal: what is said instead of stopping; `NULL` where a shell can continue the program.
void guard_begin_question(
  int terminal, const struct termios *found, const struct termios *asking, const char *question,
  const char *refusal);

/// Puts back the modes and the handlers that were there before.
void guard_end_question(void);

/// Points standard error at a memory file of limited size, if it is a terminal: anything
/// written there would draw over the screen.
void guard_capture_errors(void);

/// Points standard error back at the terminal and copies what was written meanwhile to it.
void guard_release_errors(void);

/// Writes to the terminal past ncurses, and waits where the terminal is slow.
/// - Returns: false when it did not take everything.
bool guard_write(int terminal, const void *bytes, size_t count);
