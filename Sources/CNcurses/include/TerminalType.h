#pragma once

#include <stdbool.h>
#include <stddef.h>

/// Looks a terminal type up (`NULL`: the environment's `TERM`).
/// - Returns: false when it is unknown, or cannot place its cursor.
bool terminal_type_load(const char *type, int output);

/// Whether the type speaks ECMA-48, so that private modes it does not know do no harm.
bool terminal_type_is_ansi(void);
/// Whether the type keeps what was on the screen aside while a program draws.
bool terminal_type_has_alternate_screen(void);

/// Whether the type is described as one that sets the clipboard when it is asked to (OSC 52).
bool terminal_type_has_clipboard(void);

/// Spares the current terminal the bytes that choose a character set with every change of
/// attributes: line drawing is done in Unicode or ASCII, so the set never changes.
void terminal_type_shorten_attributes(void);

/// How many colours the type has; 0 where it has none.
int terminal_type_colors(void);
/// Whether the type is described as one that shows any colour (`RGB`, or `Tc` as tmux has it).
bool terminal_type_is_direct(void);

/// Has `newterm` read the loaded type as one that shows any colour, until
/// `terminal_type_end_direct`: numbers up to 255 are the colour table, those above are
/// 0xRRGGBB, and 0x10000BB for the darkest blues, whose numbers are the table's.
/// - Returns: false where that can't be had.
bool terminal_type_begin_direct(const char *type);
void terminal_type_end_direct(void);

/// Writes into `buffer` what brings a terminal of this type back to its ordinary state:
/// attributes, cursor, keypad and main screen. Needs `terminal_type_load`.
/// - Returns: the length.
size_t terminal_type_reset(char *buffer, size_t size);
