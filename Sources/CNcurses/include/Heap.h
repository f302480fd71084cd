#pragma once

#include <stdlib.h> // __GLIBC__
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// One heap for all threads, which gives back what a big answer took: a console runs for days on a
/// server where others need the memory, and its threads hardly ever allocate at the same time.
static inline void heap_keep_small(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_TRIM_THRESHOLD, 128 * 1024);
#endif
}

/// Gives the system what is free between the pieces in use: after much has been read of which little
/// is kept. Takes a millisecond or so.
static inline void heap_give_back(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
