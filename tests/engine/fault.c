/* Counts the calls that change files below one folder, and at a chosen one kills the process (before
 * the call, or half-way through it where it writes) or fills the disk (that call and all later ones
 * that need room fail with ENOSPC, or that call alone; a write after half of it), or presses Ctrl-C.
 * Where a folder for it is given, it keeps what a power cut would leave: each file as it was when it was last
 * synced, INODE.bytes, and the names that a folder held when it was, INODE.names ("TYPE INODE NAME" each).
 * Loaded with LD_PRELOAD; armed from Python after fork. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { BEFORE, HALF, FULL, ONCE, INTERRUPT, COUNTED };

#define FILLS (how == FULL || how == ONCE)

static long armed = -1, count = 0;
static int how = BEFORE, journal = -1;
static char root[PATH_MAX], last[PATH_MAX + 64], kept[PATH_MAX];
static _Thread_local int inside;

long fault_count(void) { return count; }
const char *fault_last(void) { return last; }
void fault_arm(const char *folder, long point, int way, int log) {
    strncpy(root, folder, sizeof root - 1);
    armed = point, how = way, journal = log, count = 0;
}
void fault_keep(const char *folder) { strncpy(kept, folder, sizeof kept - 1); }

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static const char *place(int at, const char *path, char *into) {
    char link[64];
    ssize_t size;
    if (path && path[0] == '/') return strncpy(into, path, PATH_MAX - 1);
    if (at == AT_FDCWD) size = getcwd(into, PATH_MAX) ? (ssize_t)strlen(into) : -1;
    else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", at);
        size = readlink(link, into, PATH_MAX - 1);
    }
    if (size < 0) return "";
    into[size] = 0;
    if (path && size + strlen(path) + 2 < PATH_MAX) strcat(strcat(into, "/"), path);
    return into;
}

static int below(const char *path) {
    size_t head = strlen(root);
    return head && !strncmp(path, root, head) && (path[head] == '/' || !path[head]);
}

/* Say whether this call is the chosen one, or one after the disk has filled. */
static int due(const char *call, int at, const char *path, size_t size) {
    char into[PATH_MAX] = {0}, line[PATH_MAX + 64];
    int saved = errno, now = 0;
    if (armed < 0 || inside) return 0;
    inside = 1;
    const char *told = place(at, path, into);
    if (below(told)) {
        count++;
        if (journal >= 0) {
            int length = snprintf(line, sizeof line, "%s %zu %s\n", call, size, told + strlen(root));
            ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
            if (real(journal, line, length) < 0) abort();
        }
        now = how == FULL ? count >= armed : how != COUNTED && count == armed;
        if (now && how == INTERRUPT) now = kill(getpid(), SIGINT);
        if (now && count == armed) snprintf(last, sizeof last, "%s %zu %s", call, size, told + strlen(root));
    }
    inside = 0;
    errno = saved;
    return now;
}
static void die(void) { kill(getpid(), SIGKILL); pause(); }
static int full(void) { errno = ENOSPC; return -1; }

/* A call that writes: half of it is done where that is asked for. */
#define WRITES(result, name, parameters, file, size, whole, half)                   \
    result name parameters {                                                       \
        REAL(name);                                                                \
        if (due(#name, file, NULL, size)) {                                        \
            int first = count == armed;                                            \
            if (FILLS) return first && (size) > 1 ? half : (result)full();   \
            if (how == HALF) { if (half < 0) abort(); }                            \
            die();                                                                 \
        }                                                                          \
        return whole;                                                              \
    }
/* A call that changes something in one step; "roomy" ones need room on the disk. */
#define CHANGES(name, parameters, at, path, roomy, whole)                          \
    int name parameters {                                                          \
        REAL(name);                                                                \
        if (due(#name, at, path, 0)) {                                             \
            if (!FILLS) die();                                                \
            if (roomy) return full();                                              \
        }                                                                          \
        return whole;                                                              \
    }

WRITES(ssize_t, write, (int file, const void *data, size_t size), file, size,
       real(file, data, size), real(file, data, size / 2))
WRITES(ssize_t, pwrite64, (int file, const void *data, size_t size, off64_t where), file, size,
       real(file, data, size, where), real(file, data, size / 2, where))
WRITES(ssize_t, pwrite, (int file, const void *data, size_t size, off_t where), file, size,
       real(file, data, size, where), real(file, data, size / 2, where))
WRITES(ssize_t, sendfile64, (int file, int from, off64_t *where, size_t size), file, size,
       real(file, from, where, size), real(file, from, where, 4096))
WRITES(ssize_t, sendfile, (int file, int from, off_t *where, size_t size), file, size,
       real(file, from, where, size), real(file, from, where, 4096))
WRITES(ssize_t, copy_file_range,
       (int from, off64_t *start, int file, off64_t *where, size_t size, unsigned flags), file, size,
       real(from, start, file, where, size, flags), real(from, start, file, where, size / 2, flags))
WRITES(ssize_t, writev, (int file, const struct iovec *parts, int number), file, (size_t)number,
       real(file, parts, number), real(file, parts, number / 2))

size_t fwrite(const void *data, size_t size, size_t times, FILE *file) {
    REAL(fwrite);
    if (due("fwrite", fileno(file), NULL, size * times)) {
        if (FILLS && size * times > 4096) { full(); return 0; }
        if (FILLS) return real(data, size, times, file); /* into its buffer, for the time being */
        if (how == HALF) { real(data, size, times / 2, file); fflush(file); }
        die();
    }
    return real(data, size, times, file);
}
int fclose(FILE *file) {
    REAL(fclose);
    if (due("fclose", fileno(file), NULL, 0)) {
        if (!FILLS) die();
        __fpurge(file);
        real(file);
        return full();
    }
    return real(file);
}

/* A second name for a file, so that no other gets its number. */
static void pin(const char *path, ino_t number) {
    char to[PATH_MAX + 32];
    snprintf(to, sizeof to, "%s/%lu.pin", kept, (unsigned long)number);
    linkat(AT_FDCWD, path, AT_FDCWD, to, AT_SYMLINK_FOLLOW);
}
static void keep_names(int file, const char *path, FILE *into) {
    char inner[2 * PATH_MAX];
    DIR *names = fdopendir(openat(file, ".", O_RDONLY | O_DIRECTORY));
    for (struct dirent *one; names && (one = readdir(names));) {
        if (!strcmp(one->d_name, ".") || !strcmp(one->d_name, "..")) continue;
        fprintf(into, "%d %lu %s\n", one->d_type, (unsigned long)one->d_ino, one->d_name);
        snprintf(inner, sizeof inner, "%s/%s", path, one->d_name);
        if (one->d_type == DT_REG) pin(inner, one->d_ino);
    }
    closedir(names);
}
static void keep_bytes(const char *link, FILE *into) {
    char part[1 << 16];
    FILE *from = fopen(link, "rb");
    for (size_t size; from && (size = fread(part, 1, sizeof part, from));) fwrite(part, 1, size, into);
    fclose(from);
}
static int synced(int file, int result) {
    char link[64], path[PATH_MAX] = {0}, beside[PATH_MAX + 64], to[PATH_MAX + 64];
    struct stat told;
    int saved = errno;
    if (result || !*kept || armed < 0 || inside) return result;
    inside = 1;
    if (below(place(file, NULL, path)) && !fstat(file, &told)) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", file);
        snprintf(beside, sizeof beside, "%s/new", kept);
        snprintf(to, sizeof to, "%s/%lu.%s", kept, (unsigned long)told.st_ino,
                 S_ISDIR(told.st_mode) ? "names" : "bytes");
        FILE *into = fopen(beside, "wb");
        if (S_ISDIR(told.st_mode)) keep_names(file, path, into);
        else keep_bytes(link, into), pin(link, told.st_ino);
        if (fclose(into) || rename(beside, to)) abort();
    }
    inside = 0;
    errno = saved;
    return result;
}

CHANGES(fsync, (int file), file, NULL, 1, synced(file, real(file)))
CHANGES(fdatasync, (int file), file, NULL, 1, synced(file, real(file)))
CHANGES(ftruncate64, (int file, off64_t size), file, NULL, 0, real(file, size))
CHANGES(ftruncate, (int file, off_t size), file, NULL, 0, real(file, size))
CHANGES(rename, (const char *from, const char *to), AT_FDCWD, to, 0, real(from, to))
CHANGES(renameat, (int at, const char *from, int into, const char *to), into, to, 0,
        real(at, from, into, to))
CHANGES(unlink, (const char *path), AT_FDCWD, path, 0, real(path))
CHANGES(unlinkat, (int at, const char *path, int flags), at, path, 0, real(at, path, flags))
CHANGES(rmdir, (const char *path), AT_FDCWD, path, 0, real(path))
CHANGES(mkdir, (const char *path, mode_t mode), AT_FDCWD, path, 1, real(path, mode))
CHANGES(link, (const char *from, const char *to), AT_FDCWD, to, 1, real(from, to))
CHANGES(symlink, (const char *from, const char *to), AT_FDCWD, to, 1, real(from, to))

/* Opening counts where it may make a file or empty one. */
static int makes(const char *call, int at, const char *path, int flags) {
    if (!(flags & (O_CREAT | O_TRUNC)) || !due(call, at, path, 0)) return 0;
    if (!FILLS) die();
    return 1;
}
#define MODE(flags) va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more)
int open(const char *path, int flags, ...) {
    MODE(flags);
    REAL(open);
    return makes("open", AT_FDCWD, path, flags) ? full() : real(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    MODE(flags);
    REAL(open64);
    return makes("open", AT_FDCWD, path, flags) ? full() : real(path, flags, mode);
}
int openat(int at, const char *path, int flags, ...) {
    MODE(flags);
    REAL(openat);
    return makes("open", at, path, flags) ? full() : real(at, path, flags, mode);
}
int openat64(int at, const char *path, int flags, ...) {
    MODE(flags);
    REAL(openat64);
    return makes("open", at, path, flags) ? full() : real(at, path, flags, mode);
}
static FILE *opened(FILE *(*real)(const char *, const char *), const char *path, const char *mode) {
    if (strpbrk(mode, "wa+") && due("fopen", AT_FDCWD, path, 0)) {
        if (!FILLS) die();
        full();
        return NULL;
    }
    return real(path, mode);
}
FILE *fopen(const char *path, const char *mode) { REAL(fopen); return opened(real, path, mode); }
FILE *fopen64(const char *path, const char *mode) { REAL(fopen64); return opened(real, path, mode); }
