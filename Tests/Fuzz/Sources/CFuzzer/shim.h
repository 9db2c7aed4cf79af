/* libFuzzer's own entry (llvm, FuzzerInterface.h): runs the driver with our callback. */
#include <stddef.h>
#include <stdint.h>
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
