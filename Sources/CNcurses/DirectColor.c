// Any colour on terminals that show it although their description knows only 256, as nearly all do
// that are called xterm-256color or tmux-256color. ncurses believes what it reads, so it is given
// the same description with other colours: it takes a whole one from TERMINFO, in hexadecimal.

#include "TerminalType.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

// What ncurses itself accepts at most.
enum { ENTRY_SIZE = 32768 };

// The sixteen colours and the table keep their numbers; what is above is a colour itself. Those
// whose own number the table has, #000000 to #0000ff, come after all others.
#define COLOR(plain, bright, extended)                                                             \
  "\033[%?%p1%{8}%<%t" plain "%p1%d%e%p1%{16}%<%t" bright "%p1%{8}%-%d%e%p1%{256}%<%t" extended    \
  ";5;%p1%d%e" extended ";2;%p1%{65536}%/%{255}%&%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"

typedef struct {
  unsigned char bytes[ENTRY_SIZE];
  size_t used;
  bool is_full;
} Entry;

static void put(Entry *entry, const void *bytes, size_t count) {
  if (entry->used + count > sizeof entry->bytes) {
    entry->is_full = true;
    return;
  }
  memcpy(entry->bytes + entry->used, bytes, count);
  entry->used += count;
}

/// Numbers stand there with their lowest byte first.
static void put_number(Entry *entry, int value, size_t size) {
  for (size_t i = 0; i < size; i++) {
    unsigned char byte = (unsigned char)((unsigned)value >> 8 * i);
    put(entry, &byte, 1);
  }
}

static void align(Entry *entry) {
  if (entry->used % 2) put(entry, "", 1);
}

static size_t count(const char *const names[]) {
  size_t count = 0;
  while (names[count]) count++;
  return count;
}

static const char *string_of(const char *name) {
  if (strcmp(name, "setaf") == 0) return COLOR("3", "9", "38");
  if (strcmp(name, "setab") == 0) return COLOR("4", "10", "48");
  // The colour table is nobody's to change.
  if (strcmp(name, "initc") == 0 || strcmp(name, "oc") == 0) return NULL;
  const char *value = tigetstr((char *)name);
  return value == (const char *)-1 ? NULL : value;
}

static int number_of(const char *name) {
  if (strcmp(name, "colors") == 0) return (1 << 24) + 256;
  if (strcmp(name, "pairs") == 0) return 32767;
  int value = tigetnum((char *)name);
  return value < 0 ? -1 : value;
}

/// What is no standard capability: that any colour can be shown, and how to set the clipboard.
static void put_extensions(Entry *entry) {
  const char *clipboard = string_of("Ms");
  static Entry table;
  table = (Entry){.used = 0};
  if (clipboard) put(&table, clipboard, strlen(clipboard) + 1);
  put(&table, "RGB", 4);
  if (clipboard) put(&table, "Ms", 3);
  int strings = clipboard ? 1 : 0;
  int head[] = {1, 0, strings, strings * 2 + 1, (int)table.used};
  align(entry);
  for (size_t i = 0; i < sizeof head / sizeof *head; i++) put_number(entry, head[i], 2);
  put_number(entry, true, 1);
  align(entry);
  if (clipboard) put_number(entry, 0, 2);
  // Names are counted from the end of the values.
  put_number(entry, 0, 2);
  if (clipboard) put_number(entry, 4, 2);
  put(entry, table.bytes, table.used);
}

/// Writes the loaded type as term(5) has it, with numbers of four bytes.
static void put_type(Entry *entry, const char *type) {
  const char *const *flags = (const char *const *)boolnames;
  const char *const *numbers = (const char *const *)numnames;
  const char *const *strings = (const char *const *)strnames;
  static int offsets[1024];
  static Entry table;
  table = (Entry){.used = 0};
  size_t string_count = count(strings);
  if (string_count > sizeof offsets / sizeof *offsets) {
    entry->is_full = true;
    return;
  }
  for (size_t i = 0; i < string_count; i++) {
    const char *value = string_of(strings[i]);
    offsets[i] = value ? (int)table.used : -1;
    if (value) put(&table, value, strlen(value) + 1);
  }
  int head[] = {
    01036, (int)strlen(type) + 1, (int)count(flags), (int)count(numbers), (int)string_count,
    (int)table.used,
  };
  for (size_t i = 0; i < sizeof head / sizeof *head; i++) put_number(entry, head[i], 2);
  put(entry, type, strlen(type) + 1);
  for (size_t i = 0; flags[i]; i++) {
    bool changes_table = strcmp(flags[i], "ccc") == 0;
    put_number(entry, !changes_table && tigetflag((char *)flags[i]) == 1, 1);
  }
  align(entry);
  for (size_t i = 0; numbers[i]; i++) put_number(entry, number_of(numbers[i]), 4);
  for (size_t i = 0; i < string_count; i++) put_number(entry, offsets[i], 2);
  put(entry, table.bytes, table.used);
  entry->is_full |= table.is_full;
}

static char *outer_description;

bool terminal_type_begin_direct(const char *type) {
  static Entry entry;
  entry = (Entry){.used = 0};
  put_type(&entry, type);
  put_extensions(&entry);
  char *text = entry.is_full ? NULL : malloc(4 + 2 * entry.used + 1);
  if (!text) return false;
  strcpy(text, "hex:");
  for (size_t i = 0; i < entry.used; i++) sprintf(text + 4 + 2 * i, "%02X", entry.bytes[i]);
  const char *outer = getenv("TERMINFO");
  outer_description = outer ? strdup(outer) : NULL;
  bool is_set = setenv("TERMINFO", text, 1) == 0;
  free(text);
  return is_set;
}

void terminal_type_end_direct(void) {
  // What is started later (an editor, a shell) has its own description to read.
  if (outer_description) {
    setenv("TERMINFO", outer_description, 1);
  } else {
    unsetenv("TERMINFO");
  }
  free(outer_description);
  outer_description = NULL;
}
