/* Counts calls that change files and kills the process at a chosen one, half-way through if it writes.
 * Loaded with LD_PRELOAD; armed from Python after fork. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <sys/types.h>
#include <unistd.h>

static long armed = -1, count = 0;
void fault_arm(long point) { armed = point; count = 0; }
long fault_count(void) { return count; }
static int due(void) { return armed >= 0 && ++count == armed; }
static void die(void) { kill(getpid(), SIGKILL); }
#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t write(int file, const void *data, size_t size) {
    REAL(write);
    if (file > 2 && due()) { real(file, data, size / 2); die(); }
    return real(file, data, size);
}
ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) {
    REAL(pwrite64);
    if (due()) { real(file, data, size / 2, at); die(); }
    return real(file, data, size, at);
}
size_t fwrite(const void *data, size_t size, size_t times, FILE *file) {
    REAL(fwrite);
    if (file != stdout && file != stderr && due()) { real(data, size, times / 2, file); fflush(file); die(); }
    return real(data, size, times, file);
}
int fsync(int file) { REAL(fsync); if (due()) die(); return real(file); }
int fdatasync(int file) { REAL(fdatasync); if (due()) die(); return real(file); }
int rename(const char *from, const char *to) { REAL(rename); if (due()) die(); return real(from, to); }
int unlink(const char *path) { REAL(unlink); if (due()) die(); return real(path); }
int ftruncate64(int file, off64_t size) { REAL(ftruncate64); if (due()) die(); return real(file, size); }
