#include <alsa/asoundlib.h>
#include <errno.h>

/* The handler takes C's variable arguments, which Swift cannot write. */
static void spotter_alsa_ignore(
    const char *file, int line, const char *function, int code, const char *format, ...) {
    (void)file, (void)line, (void)function, (void)code, (void)format;
}

static inline void spotter_alsa_be_quiet(void) {
    snd_lib_error_set_handler(spotter_alsa_ignore);
}
