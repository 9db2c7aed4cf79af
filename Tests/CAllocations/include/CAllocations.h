#ifndef C_ALLOCATIONS_H
#define C_ALLOCATIONS_H

/// Starts counting this thread's allocations from nothing.
void allocations_start(void);

/// Stops counting and returns how many allocations this thread made since the start.
unsigned long allocations_stop(void);

#endif
