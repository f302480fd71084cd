#include "CTestEnvironment.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/// Test cases that run at a time for each core: most of them wait for a child process or a reply.
static const long width_per_core = 2;

/// Bounds how many test cases the testing library runs at a time. Without a bound every test of the
/// package starts at once, and the two threads of the cooperative pool serve hundreds of programs.
static void bound_parallelism(void) {
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  char width[24];
  snprintf(width, sizeof width, "%ld", width_per_core * (cores > 0 ? cores : 1));
  setenv("SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH", width, 0);
}

/// Sets what belongs to the whole process while it has only one thread, so that no test has to
/// change it while others run.
__attribute__((constructor)) static void prepare(void) {
  bound_parallelism();
  // The widths of characters are known only in a UTF-8 locale.
  if (!setlocale(LC_CTYPE, "C.UTF-8")) {
    fputs("The tests need the locale C.UTF-8.\n", stderr);
    abort();
  }
  // What the terminal says on which the tests run: an empty value counts as none.
  setenv("COLORTERM", "", 1);
  setenv("NO_COLOR", "", 1);
}
