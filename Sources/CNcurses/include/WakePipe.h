#pragma once

#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>

/// Opens a pipe that neither blocks nor is inherited: a byte in it wakes a `poll`.
static inline bool wake_pipe_open(int ends[2]) {
  if (pipe(ends) != 0) return false;
  for (int i = 0; i < 2; i++) {
    fcntl(ends[i], F_SETFL, O_NONBLOCK);
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  }
  return true;
}
