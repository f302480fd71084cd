#ifndef C_TEST_ENVIRONMENT_H
#define C_TEST_ENVIRONMENT_H

/// Nothing is called: linking this target prepares the process before `main` runs.

#endif
