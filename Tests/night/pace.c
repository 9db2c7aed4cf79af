// A faster clock for one program: a night of simulated people in minutes.
//
// Loaded with LD_PRELOAD, it makes every clock of the program run SPOTTER_PACE times as fast, and
// its waits as much shorter. The file named by SPOTTER_PACE holds the factor as text and is read
// again four times a second, so that a test can go slowly through what a browser does and fast
// through what has only to pass. It is a test's tool: the station has no such switch.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

typedef int64_t ns;
static const ns SECOND = 1000000000;

// Real moment and told moment at which the present factor began, by CLOCK_BOOTTIME.
static atomic_flag busy = ATOMIC_FLAG_INIT;
static double factor = 1;
static ns began_real, ahead, checked;
static const char *path;

static ns real(clockid_t clock) {
    struct timespec t;
    syscall(SYS_clock_gettime, clock, &t);
    return t.tv_sec * SECOND + t.tv_nsec;
}

static double wanted(void) {
    char text[32] = {0};
    int file = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0) : -1;
    if (file < 0) return factor;
    long count = syscall(SYS_read, file, text, sizeof text - 1);
    syscall(SYS_close, file);
    double found = count > 0 ? atof(text) : 0;
    return found >= 1 && found <= 100 ? found : factor;
}

// How far the told clocks are ahead of the real ones now. Never goes back.
static ns lead(double *pace) {
    while (atomic_flag_test_and_set_explicit(&busy, memory_order_acquire)) {}
    ns now = real(CLOCK_BOOTTIME);
    if (began_real == 0) {
        path = getenv("SPOTTER_PACE");
        began_real = now;
    }
    if (now - checked > SECOND / 4) {
        checked = now;
        double next = wanted();
        if (next != factor) {
            ahead += (ns)((now - began_real) * (factor - 1));
            began_real = now;
            factor = next;
        }
    }
    ns result = ahead + (ns)((now - began_real) * (factor - 1));
    if (pace) *pace = factor;
    atomic_flag_clear_explicit(&busy, memory_order_release);
    return result;
}

static int is_told(clockid_t clock) {
    switch (clock) {
    case CLOCK_REALTIME: case CLOCK_MONOTONIC: case CLOCK_MONOTONIC_RAW: case CLOCK_REALTIME_COARSE:
    case CLOCK_MONOTONIC_COARSE: case CLOCK_BOOTTIME: return 1;
    default: return 0;
    }
}

static ns from(const struct timespec *t) { return t->tv_sec * SECOND + t->tv_nsec; }

static struct timespec to(ns t) {
    if (t < 0) t = 0;
    return (struct timespec){.tv_sec = t / SECOND, .tv_nsec = t % SECOND};
}

static ns shorter(ns wait) {
    double pace;
    lead(&pace);
    ns result = (ns)(wait / pace);
    return wait > 0 && result == 0 ? 1 : result;
}

static int shorter_ms(int wait) {
    if (wait <= 0) return wait;
    int result = (int)(shorter(wait * (SECOND / 1000)) / (SECOND / 1000));
    return result > 0 ? result : 1;
}

// The real moment of a told one, for waits until a moment.
static ns real_moment(ns told, clockid_t clock) {
    double pace;
    ns now = real(clock), left = told - (now + lead(&pace));
    return left <= 0 ? now : now + (ns)(left / pace);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int clock_gettime(clockid_t clock, struct timespec *out) {
    if (!is_told(clock)) return (int)syscall(SYS_clock_gettime, clock, out);
    *out = to(real(clock) + lead(NULL));
    return 0;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone) {
    (void)zone;
    ns now = real(CLOCK_REALTIME) + lead(NULL);
    *out = (struct timeval){.tv_sec = now / SECOND, .tv_usec = now % SECOND / 1000};
    return 0;
}

time_t time(time_t *out) {
    time_t now = (real(CLOCK_REALTIME) + lead(NULL)) / SECOND;
    if (out) *out = now;
    return now;
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *wait, struct timespec *left) {
    int isMoment = flags & TIMER_ABSTIME;
    struct timespec real_wait =
        to(isMoment ? real_moment(from(wait), clock) : shorter(from(wait)));
    long result = syscall(SYS_clock_nanosleep, clock, flags, &real_wait, left);
    return result == 0 ? 0 : errno;
}

int nanosleep(const struct timespec *wait, struct timespec *left) {
    int problem = clock_nanosleep(CLOCK_MONOTONIC, 0, wait, left);
    if (problem == 0) return 0;
    errno = problem;
    return -1;
}

int usleep(useconds_t wait) {
    struct timespec t = to((ns)wait * 1000);
    return nanosleep(&t, NULL);
}

int poll(struct pollfd *files, nfds_t count, int wait) {
    return NEXT(poll)(files, count, shorter_ms(wait));
}

int ppoll(struct pollfd *files, nfds_t count, const struct timespec *wait, const sigset_t *mask) {
    struct timespec t = wait ? to(shorter(from(wait))) : (struct timespec){0};
    return NEXT(ppoll)(files, count, wait ? &t : NULL, mask);
}

int epoll_wait(int file, struct epoll_event *events, int count, int wait) {
    return NEXT(epoll_wait)(file, events, count, shorter_ms(wait));
}

int epoll_pwait(int file, struct epoll_event *events, int count, int wait, const sigset_t *mask) {
    return NEXT(epoll_pwait)(file, events, count, shorter_ms(wait), mask);
}

// The clock a timer counts by is not told again here; every timer of the station counts by one that
// starts at boot, or by the wall clock, and their moments lie decades apart.
static clockid_t clock_of(ns moment) {
    return moment > 1000000000 * SECOND ? CLOCK_REALTIME : CLOCK_MONOTONIC;
}

int timerfd_settime(int file, int flags, const struct itimerspec *next, struct itimerspec *old) {
    struct itimerspec t = {.it_interval = to(shorter(from(&next->it_interval)))};
    ns value = from(&next->it_value);
    if (value > 0) {
        ns moment = (flags & TFD_TIMER_ABSTIME) ? real_moment(value, clock_of(value)) : shorter(value);
        t.it_value = to(moment > 0 ? moment : 1);
    }
    return NEXT(timerfd_settime)(file, flags, &t, old);
}

int pthread_cond_timedwait(
    pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
    const struct timespec *restrict until) {
    struct timespec t = to(real_moment(from(until), clock_of(from(until))));
    return NEXT(pthread_cond_timedwait)(condition, mutex, &t);
}

int pthread_cond_clockwait(
    pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock,
    const struct timespec *until) {
    struct timespec t = to(real_moment(from(until), clock));
    return NEXT(pthread_cond_clockwait)(condition, mutex, clock, &t);
}
