#pragma once

/// What the program was started with: its name first, NULL last. Swift's own list is read from
/// /proc, which a jail may not have.
char *const *program_arguments(void);
