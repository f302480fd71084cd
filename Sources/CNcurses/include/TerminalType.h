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

/// Writes into `buffer` what brings a terminal of this type back to its ordinary state:
/// attributes, cursor, keypad, main screen, mouse and bracketed paste, and the palette where it
/// was changed. Needs `terminal_type_load`.
/// - Returns: the length.
size_t terminal_type_reset(char *buffer, size_t size, bool palette_changed);
