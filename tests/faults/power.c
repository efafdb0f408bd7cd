/* TEST: keeps what a process does to the files below one folder, so that the folder can be rebuilt as a power cut would
 * leave it (tests/support/power.py reads the record).  ROKHAS_TEST_POWER is the folder, ROKHAS_TEST_POWER_LOG the record,
 * ROKHAS_TEST_POWER_CUT, where set, the number of the act before which the process is killed; ROKHAS_TEST_POWER_FULL that
 * of the act in the midst of which the disk is full, or its letter and a pattern of the file's name ("w desk.db*"), at the
 * first that fits: what needs room fails from then on.  It is preloaded into one process;
 * those that this one starts are left alone: they write nothing there but their logs. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

struct head {
    char act;
    char pad[3];
    uint32_t path, other;
    uint64_t at, size;
} __attribute__((packed));

static char folder[4096];
static size_t folder_length;
static int record = -1;
static long count, cut, full;
static const char *filling;
static pthread_mutex_t one_at_a_time = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

__attribute__((constructor)) static void begin(void) {
    const char *where = getenv("ROKHAS_TEST_POWER"), *log = getenv("ROKHAS_TEST_POWER_LOG");
    const char *at = getenv("ROKHAS_TEST_POWER_CUT");
    if (where == NULL || log == NULL || realpath(where, folder) == NULL) return;
    folder_length = strlen(folder);
    const char *until = getenv("ROKHAS_TEST_POWER_FULL");
    cut = at ? atol(at) : 0;
    full = until ? atol(until) : 0;
    if (until && full == 0 && until[0] && until[1] == ' ') filling = strdup(until);
    int opened = open(log, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    record = fcntl(opened, F_DUPFD_CLOEXEC, 700);
    close(opened);
    unsetenv("LD_PRELOAD");
}

static int below(const char *path) {
    return record >= 0 && strncmp(path, folder, folder_length) == 0 && path[folder_length] == '/';
}

/* The path of what is open; whether it is a file or a folder that is watched. */
static int watched(int fd, char *path, size_t size) {
    if (record < 0) return 0;
    int kept = errno;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, size - 1);
    errno = kept;
    if (length <= 0) return 0;
    path[length] = 0;
    return below(path) || strcmp(path, folder) == 0;
}

/* An absolute path; the last part may not exist. */
static int absolute(int at, const char *given, char *path, size_t size) {
    if (record < 0) return 0;
    int kept = errno;
    char raw[4096], base[4096], link[64];
    if (given[0] == '/') {
        snprintf(raw, sizeof raw, "%s", given);
    } else {
        snprintf(link, sizeof link, at == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", at);
        ssize_t length = readlink(link, base, sizeof base - 1);
        if (length <= 0) return errno = kept, 0;
        base[length] = 0;
        if (snprintf(raw, sizeof raw, "%s/%s", base, given) >= (int)sizeof raw) return errno = kept, 0;
    }
    char *last = strrchr(raw, '/');
    *last = 0;
    char *whole = realpath(raw[0] ? raw : "/", NULL);
    errno = kept;
    if (whole == NULL) return 0;
    int length = snprintf(path, size, "%s/%s", whole, last + 1);
    free(whole);
    return length < (int)size && below(path);
}

/* Before each act that is kept: the cut, where it is now, and whether this one fills the disk. */
static void counted(char act, const char *path) {
    if (++count == cut) kill(getpid(), SIGKILL);
    if (filling == NULL || full != 0 || act != filling[0]) return;
    if (fnmatch(filling + 2, strrchr(path, '/') + 1, 0) == 0) full = count;
}

/* Whether the disk still takes something new. */
static int room(void) {
    if (full == 0 || count < full) return 1;
    errno = ENOSPC;
    return 0;
}

/* How much of a write the disk takes: half of the one that fills it. */
static size_t taken(size_t size) { return full != 0 && count == full ? (size + 1) / 2 : size; }

static void keep(char act, const char *path, const char *other, uint64_t at, const void *data, size_t size) {
    int kept = errno;
    struct head head = {act, {0}, strlen(path), other ? strlen(other) : 0, at, data ? size : 0};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)(other ? other : ""), head.other},
                            {(void *)(data ? data : ""), head.size}};
    size_t whole = sizeof head + head.path + head.other + head.size;
    if (writev(record, parts, 4) != (ssize_t)whole) abort();
    errno = kept;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (real == NULL) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)
#define LOCK pthread_mutex_lock(&one_at_a_time)
#define UNLOCK pthread_mutex_unlock(&one_at_a_time)

static int opened(int (*really)(int, const char *, int, mode_t), int at, const char *given, int flags, mode_t mode) {
    char path[4096];
    if (!(flags & (O_CREAT | O_TRUNC)) || !absolute(at, given, path, sizeof path)) return really(at, given, flags, mode);
    LOCK;
    struct stat seen;
    int was = lstat(path, &seen) == 0;
    if (!was || (flags & O_TRUNC)) counted(was ? 't' : 'c', path);
    int fd = was || room() ? really(at, given, flags, mode) : -1;
    if (fd >= 0 && !was) keep('c', path, NULL, mode, NULL, 0);
    else if (fd >= 0 && (flags & O_TRUNC)) keep('t', path, NULL, 0, NULL, 0);
    UNLOCK;
    return fd;
}

static int really_open(int at, const char *given, int flags, mode_t mode) {
    REAL(int, "openat64", int, const char *, int, ...);
    return real(at, given, flags, mode);
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { \
        va_list list; \
        va_start(list, flags); \
        mode = va_arg(list, mode_t); \
        va_end(list); \
    }

int open(const char *path, int flags, ...) { MODE(flags) return opened(really_open, AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(really_open, AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return opened(really_open, at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return opened(really_open, at, path, flags, mode); }

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    char path[4096];
    if (!watched(fd, path, sizeof path)) return real(fd, data, size);
    LOCK;
    counted('w', path);
    ssize_t done = count == full || room() ? real(fd, data, taken(size)) : -1;
    if (done > 0) keep('w', path, NULL, (uint64_t)(lseek64(fd, 0, SEEK_CUR) - done), data, (size_t)done);
    UNLOCK;
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    char path[4096];
    if (!watched(fd, path, sizeof path)) return real(fd, data, size, at);
    LOCK;
    counted('w', path);
    ssize_t done = count == full || room() ? real(fd, data, taken(size), at) : -1;
    if (done > 0) keep('w', path, NULL, (uint64_t)at, data, (size_t)done);
    UNLOCK;
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }

int ftruncate64(int fd, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    char path[4096];
    if (!watched(fd, path, sizeof path)) return real(fd, size);
    LOCK;
    counted('t', path);
    struct stat seen;
    int done = (fstat(fd, &seen) == 0 && seen.st_size >= size) || room() ? real(fd, size) : -1;
    if (done == 0) keep('t', path, NULL, (uint64_t)size, NULL, 0);
    UNLOCK;
    return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int (*really)(int), int fd) {
    char path[4096];
    if (!watched(fd, path, sizeof path)) return really(fd);
    LOCK;
    counted('s', path);
    int done = room() ? really(fd) : -1;
    if (done == 0) keep('s', path, NULL, 0, NULL, 0);
    UNLOCK;
    return done;
}
int fsync(int fd) {
    REAL(int, "fsync", int);
    return synced(real, fd);
}
int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    return synced(real, fd);
}

int renameat(int from_at, const char *from, int to_at, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    char old[4096], new[4096];
    int ours = absolute(from_at, from, old, sizeof old), theirs = absolute(to_at, to, new, sizeof new);
    if (!ours && !theirs) return real(from_at, from, to_at, to);
    LOCK;
    counted('r', ours ? old : new);
    int done = room() ? real(from_at, from, to_at, to) : -1;
    if (done == 0 && (!ours || !theirs)) abort(); /* nothing is moved into the folder or out of it */
    if (done == 0) keep('r', old, new, 0, NULL, 0);
    UNLOCK;
    return done;
}
int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
    REAL(int, "linkat", int, const char *, int, const char *, int);
    char old[4096], new[4096];
    int ours = absolute(from_at, from, old, sizeof old), theirs = absolute(to_at, to, new, sizeof new);
    if (!ours && !theirs) return real(from_at, from, to_at, to, flags);
    LOCK;
    counted('l', ours ? old : new);
    int done = room() ? real(from_at, from, to_at, to, flags) : -1;
    if (done == 0 && (!ours || !theirs)) abort();
    if (done == 0) keep('l', old, new, 0, NULL, 0);
    UNLOCK;
    return done;
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

static int made(char act, int (*really)(int, const char *, int), int at, const char *given, int how) {
    char path[4096];
    if (!absolute(at, given, path, sizeof path)) return really(at, given, how);
    LOCK;
    counted(act, path);
    int done = act != 'm' || room() ? really(at, given, how) : -1;
    if (done == 0) keep(act, path, NULL, 0, NULL, 0);
    UNLOCK;
    return done;
}
int unlinkat(int at, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    return made(flags & AT_REMOVEDIR ? 'd' : 'u', real, at, path, flags);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

static int really_mkdir(int at, const char *path, int mode) {
    REAL(int, "mkdirat", int, const char *, mode_t);
    return real(at, path, (mode_t)mode);
}
int mkdirat(int at, const char *path, mode_t mode) { return made('m', really_mkdir, at, path, (int)mode); }
int mkdir(const char *path, mode_t mode) { return made('m', really_mkdir, AT_FDCWD, path, (int)mode); }

/* Ways past write(): refused, so that the caller takes the plain one. */
ssize_t sendfile64(int to, int from, off64_t *at, size_t size) {
    REAL(ssize_t, "sendfile64", int, int, off64_t *, size_t);
    char path[4096];
    return watched(to, path, sizeof path) ? (errno = EINVAL, -1) : real(to, from, at, size);
}
ssize_t sendfile(int to, int from, off_t *at, size_t size) { return sendfile64(to, from, at, size); }
ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *to_at, size_t size, unsigned flags) {
    REAL(ssize_t, "copy_file_range", int, off64_t *, int, off64_t *, size_t, unsigned);
    char path[4096];
    return watched(to, path, sizeof path) ? (errno = EXDEV, -1) : real(from, at, to, to_at, size, flags);
}
