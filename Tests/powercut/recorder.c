// What a program asks of the disk below one directory, in order: a layer under SQLite.
//
// Loaded with LD_PRELOAD, it writes every change of a file under SPOTTER_RECORD_ROOT, and every
// completed sync, to the log file SPOTTER_RECORD_LOG; powercut.py makes from it what a disk may
// hold after the power failed at any moment. Each record is written after its call came back and
// before the caller goes on, under one lock, so that the log's order is the disk's. Memory maps are
// not seen: SQLite maps only the `-shm` file, which nothing is kept in.
//
// A record: kind, file (inode), offset, length of the first text, length of the second, both.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { DESCRIPTORS = 4096 };
static uint64_t inode_of[DESCRIPTORS];
static char is_folder[DESCRIPTORS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root;
static int journal = -1;

struct __attribute__((packed)) head {
    uint8_t kind;
    uint64_t inode, offset;
    uint32_t first, second;
};

__attribute__((constructor)) static void begin(void) {
    root = getenv("SPOTTER_RECORD_ROOT");
    const char *path = getenv("SPOTTER_RECORD_LOG");
    if (root && path)
        journal = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) {
    if (journal < 0 || path == NULL) return 0;
    size_t length = strlen(root);
    return strncmp(path, root, length) == 0 && (path[length] == 0 || path[length] == '/');
}

static void note(char kind, uint64_t inode, uint64_t offset, const void *first, size_t one,
                 const void *second, size_t two) {
    struct head head = {(uint8_t)kind, inode, offset, (uint32_t)one, (uint32_t)two};
    struct iovec parts[3] = {
        {&head, sizeof head}, {(void *)first, one}, {(void *)second, two}};
    if (writev(journal, parts, 3) != (ssize_t)(sizeof head + one + two)) {
        // A hole in the log would make every later answer wrong.
        static const char words[] = "recorder: the log cannot be written\n";
        syscall(SYS_write, 2, words, sizeof words - 1);
        _exit(70);
    }
}

static uint64_t watched(int file) {
    return file >= 0 && file < DESCRIPTORS ? inode_of[file] : 0;
}

// After an open: whose inode the descriptor has, and whether the file is new or was emptied.
static int opened(int file, const char *path, int flags, int was_there) {
    if (file < 0 || file >= DESCRIPTORS || !is_ours(path)) return file;
    struct stat status;
    if (fstat(file, &status) != 0) return file;
    inode_of[file] = status.st_ino;
    is_folder[file] = S_ISDIR(status.st_mode);
    if (!was_there) note('N', status.st_ino, 0, path, strlen(path), NULL, 0);
    if (flags & O_TRUNC) note('T', status.st_ino, 0, NULL, 0, NULL, 0);
    return file;
}

static int open_at(int folder, const char *path, int flags, mode_t mode) {
    if (!is_ours(path)) return (int)syscall(SYS_openat, folder, path, flags, mode);
    pthread_mutex_lock(&lock);
    struct stat status;
    int was_there = stat(path, &status) == 0;
    int file = (int)syscall(SYS_openat, folder, path, flags, mode);
    int error = errno;
    opened(file, path, flags, was_there);
    pthread_mutex_unlock(&lock);
    errno = error;
    return file;
}

#define MODE(last)                                                                        \
    mode_t mode = 0;                                                                      \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                  \
        va_list rest;                                                                     \
        va_start(rest, last);                                                             \
        mode = va_arg(rest, mode_t);                                                      \
        va_end(rest);                                                                     \
    }

int open(const char *path, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return open_at(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return open_at(folder, path, flags, mode); }

int close(int file) {
    if (watched(file)) inode_of[file] = 0;
    return (int)syscall(SYS_close, file);
}

static ssize_t written(int file, const void *bytes, ssize_t count, off_t offset) {
    if (count > 0) note('W', watched(file), (uint64_t)offset, NULL, 0, bytes, (size_t)count);
    return count;
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset) {
    if (!watched(file)) return syscall(SYS_pwrite64, file, bytes, count, offset);
    pthread_mutex_lock(&lock);
    ssize_t done = written(file, bytes, syscall(SYS_pwrite64, file, bytes, count, offset), offset);
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    return pwrite64(file, bytes, count, offset);
}

ssize_t write(int file, const void *bytes, size_t count) {
    if (!watched(file)) return syscall(SYS_write, file, bytes, count);
    pthread_mutex_lock(&lock);
    off_t flags = fcntl(file, F_GETFL);
    off_t offset = lseek(file, 0, flags & O_APPEND ? SEEK_END : SEEK_CUR);
    ssize_t done = written(file, bytes, syscall(SYS_write, file, bytes, count), offset);
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate64(int file, off_t length) {
    if (!watched(file)) return (int)syscall(SYS_ftruncate, file, length);
    pthread_mutex_lock(&lock);
    int done = (int)syscall(SYS_ftruncate, file, length);
    if (done == 0) note('T', watched(file), (uint64_t)length, NULL, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

static int synced(int file, long call) {
    if (!watched(file)) return (int)syscall(call, file);
    pthread_mutex_lock(&lock);
    int done = (int)syscall(call, file);
    if (done == 0) note(is_folder[file] ? 'D' : 'S', watched(file), 0, NULL, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return done;
}

int fsync(int file) { return synced(file, SYS_fsync); }
int fdatasync(int file) { return synced(file, SYS_fdatasync); }

int unlink(const char *path) {
    if (!is_ours(path)) return (int)syscall(SYS_unlink, path);
    pthread_mutex_lock(&lock);
    int done = (int)syscall(SYS_unlink, path);
    int error = errno;
    if (done == 0) note('U', 0, 0, path, strlen(path), NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

int rename(const char *from, const char *to) {
    if (!is_ours(from) && !is_ours(to)) return (int)syscall(SYS_rename, from, to);
    pthread_mutex_lock(&lock);
    int done = (int)syscall(SYS_rename, from, to);
    int error = errno;
    if (done == 0) note('R', 0, 0, from, strlen(from), to, strlen(to));
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

int mkdir(const char *path, mode_t mode) {
    if (!is_ours(path)) return (int)syscall(SYS_mkdir, path, mode);
    pthread_mutex_lock(&lock);
    int done = (int)syscall(SYS_mkdir, path, mode);
    int error = errno;
    if (done == 0) note('M', 0, 0, path, strlen(path), NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}
