// ncurses as Swift can use it.
//
// Swift does not import object-like macros with casts, function-like macros, variadic functions
// or mutable globals, so each of those that the front end needs has a small function here.

#pragma once

// Without the first, get_wch and the wide-character types are missing; without the second, half
// of the library is macros.
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncurses.h>

#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "Guard.h"
#include "Heap.h"
#include "TerminalType.h"
#include "WakePipe.h"

/// The window that covers the whole screen.
static inline WINDOW *screen_window(void) { return stdscr; }

/// What ncurses believes to be on the terminal now.
static inline WINDOW *screen_on_terminal(void) { return curscr; }

/// How many colours the terminal has; 0 until `start_color`.
static inline int screen_colors(void) { return COLORS; }

/// How many pairs of colours can be in use at once.
static inline int screen_color_pairs(void) { return COLOR_PAIRS; }

/// Starts ncurses on two descriptors of a terminal.
static inline SCREEN *screen_open(const char *type, int input, int output) {
  FILE *in = input == STDIN_FILENO ? stdin : fdopen(input, "r");
  FILE *out = output == STDOUT_FILENO ? stdout : fdopen(output, "w");
  return in && out ? newterm(type, out, in) : NULL;
}

/// Sets how the next characters of a window are drawn.
static inline int screen_set_style(WINDOW *window, attr_t attributes, short pair) {
  return wattr_set(window, attributes, pair, NULL);
}

static inline attr_t attribute_bold(void) { return A_BOLD; }
static inline attr_t attribute_dim(void) { return A_DIM; }
static inline attr_t attribute_italic(void) { return A_ITALIC; }
static inline attr_t attribute_reverse(void) { return A_REVERSE; }
static inline attr_t attribute_underline(void) { return A_UNDERLINE; }

/// The size of a terminal as its kernel side knows it; false when it does not know.
static inline bool terminal_size(int terminal, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(terminal, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

/// Whether the kernel was told that this terminal speaks UTF-8 (emulators and sshd say so).
static inline bool terminal_is_utf8(int terminal) {
#ifdef IUTF8
  struct termios modes;
  return tcgetattr(terminal, &modes) == 0 && (modes.c_iflag & IUTF8) != 0;
#else
  return false;
#endif
}

/// Takes the next byte of a character in the locale's encoding.
/// - Returns: 0 with the character in `value`, 1 where more bytes belong to it, -1 for what is none.
static inline int character_take(mbstate_t *state, unsigned char byte, uint32_t *value) {
  wchar_t character = 0;
  size_t length = mbrtowc(&character, (const char *)&byte, 1, state);
  if (length == (size_t)-2) return 1;
  *value = (uint32_t)character;
  return length == (size_t)-1 ? -1 : 0;
}

/// The character encoding of the locale in force.
static inline const char *locale_codeset(void) { return nl_langinfo(CODESET); }
