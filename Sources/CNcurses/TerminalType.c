// In a file of its own because <term.h> defines macros such as `lines` and `columns`.

#include "TerminalType.h"

#include <curses.h>
#include <string.h>
#include <term.h>

static const char *capability(const char *name) {
  const char *value = tigetstr((char *)name);
  return value == (const char *)-1 ? NULL : value;
}

bool terminal_type_load(const char *type, int output) {
  int problem = 0;
  return setupterm((char *)type, output, &problem) == OK && capability("cup") != NULL;
}

bool terminal_type_has_alternate_screen(void) { return capability("rmcup") != NULL; }

bool terminal_type_is_ansi(void) {
  const char *move = capability("cup");
  return move && strncmp(move, "\033[", 2) == 0;
}

bool terminal_type_has_clipboard(void) { return capability("Ms") != NULL; }

static void cut(const char *name, const char *prefix) {
  // The string is ncurses's own copy, and the only way to reach it is through this pointer.
  char *text = (char *)capability(name);
  size_t length = strlen(prefix);
  if (text && strncmp(text, prefix, length) == 0) {
    memmove(text, text + length, strlen(text + length) + 1);
  }
}

void terminal_type_shorten_attributes(void) {
  cut("sgr", "%?%p9%t\033(0%e\033(B%;");
  cut("sgr0", "\033(B");
}

int terminal_type_colors(void) {
  int count = tigetnum("colors");
  return count > 0 ? count : 0;
}

bool terminal_type_is_direct(void) {
  // RGB comes as a flag, a number or a string: each tells how the bits are dealt out.
  return tigetflag("Tc") == 1 || tigetflag("RGB") == 1 || tigetnum("RGB") > 0 || capability("RGB");
}

/// Appends a capability without its padding marks (`$<5>`), which only `tputs` understands.
static size_t append(char *buffer, size_t size, size_t used, const char *text) {
  while (text && *text && used + 1 < size) {
    const char *end = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;
    if (end) {
      text = end + 1;
    } else {
      buffer[used++] = *text++;
    }
  }
  return used;
}

size_t terminal_type_reset(char *buffer, size_t size) {
  size_t used = 0;
  used = append(buffer, size, used, capability("sgr0"));
  used = append(buffer, size, used, capability("op"));
  used = append(buffer, size, used, capability("cnorm"));
  used = append(buffer, size, used, capability("rmkx"));
  const char *leave = capability("rmcup");
  // Without an alternate screen the shell's prompt must not land in the middle of the frame.
  return append(buffer, size, used, leave ? leave : "\r\n");
}
