#include "Arguments.h"

static char *nothing[] = {0};
static char **arguments = nothing;

// The loaders of glibc and macOS hand over the arguments to whatever runs before `main`.
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
  (void)count;
  arguments = values;
}

char *const *program_arguments(void) { return arguments; }
