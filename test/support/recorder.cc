// Loaded before libc by LD_PRELOAD: writes down, in the order in which they happen, what a process does to one SQLite database's
// files and what it reads from and answers on its connections. See power-cut.ts for the reading side.
//
// RECORDED_DATABASE  path of the database; its -wal and -journal and its folder belong to it (-shm is never durable)
// RECORD             file that the records are appended to
//
// A record: kind, file, 6 spare bytes, offset, length (8 bytes each, of this machine's order), then `length` bytes.
//   W written   T truncated to offset   S synchronised   U unlinked
//   R a request whose form carries the key in the bytes   A the answer to it, its status in offset, about to leave
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

enum File : uint8_t { main_file, wal, journal, folder, none = 255 };
struct Head {
  char kind;
  uint8_t file;
  char spare[6];
  int64_t offset;
  int64_t length;
};

const int most = 4096;
uint8_t files[most];          // which of the database's files a descriptor is
char keys[most][37];          // the key of the request that a connection waits with
pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
int record = -1;
const char* database = nullptr;

template <typename Function>
Function libc(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}
using Open = int (*)(const char*, int, ...);
using Close = int (*)(int);
using Read = ssize_t (*)(int, void*, size_t);
using Write = ssize_t (*)(int, const void*, size_t);
using WriteV = ssize_t (*)(int, const struct iovec*, int);
using PWrite = ssize_t (*)(int, const void*, size_t, off64_t);
using Truncate = int (*)(int, off64_t);
using Sync = int (*)(int);
using Unlink = int (*)(const char*);

void note(char kind, uint8_t file, int64_t offset, const void* bytes, int64_t length) {
  static Write real_write = libc<Write>("write");
  Head head{kind, file, {}, offset, length};
  pthread_mutex_lock(&one_at_a_time);
  real_write(record, &head, sizeof head);
  if (length > 0) real_write(record, bytes, static_cast<size_t>(length));
  pthread_mutex_unlock(&one_at_a_time);
}

uint8_t file_of(const char* path) {
  if (!database || !path) return none;
  const size_t length = strlen(database);
  if (strncmp(path, database, length) == 0) {
    const char* rest = path + length;
    if (*rest == 0) return main_file;
    if (strcmp(rest, "-wal") == 0) return wal;
    if (strcmp(rest, "-journal") == 0) return journal;
    return none;
  }
  const char* slash = strrchr(database, '/');
  return slash && strlen(path) == static_cast<size_t>(slash - database) &&
                 strncmp(path, database, static_cast<size_t>(slash - database)) == 0
             ? folder
             : none;
}

uint8_t recorded(int fd) { return record >= 0 && fd >= 0 && fd < most ? files[fd] : static_cast<uint8_t>(none); }

bool is_socket(int fd) {
  struct stat found;
  return fd >= 0 && fd < most && record >= 0 && fstat(fd, &found) == 0 && S_ISSOCK(found.st_mode);
}

void opened(int fd, const char* path) {
  if (fd < 0 || fd >= most) return;
  files[fd] = file_of(path);
  keys[fd][0] = 0;
}

void heard(int fd, const char* bytes, size_t length) {
  static const char name[] = "_key=";
  const char* found = static_cast<const char*>(memmem(bytes, length, name, sizeof name - 1));
  if (!found || found + 5 + 36 > bytes + length) return;
  memcpy(keys[fd], found + 5, 36);
  keys[fd][36] = 0;
  note('R', none, 0, keys[fd], 36);
}

void answering(int fd, const char* bytes, size_t length) {
  static const char protocol[] = "HTTP/1.1 ";
  if (keys[fd][0] == 0 || length < 12 || memcmp(bytes, protocol, 9) != 0) return;
  note('A', none, atoi(bytes + 9), keys[fd], 36);
  keys[fd][0] = 0;
}

__attribute__((constructor)) void begin() {
  memset(files, none, sizeof files);
  const char* path = getenv("RECORD");
  database = getenv("RECORDED_DATABASE");
  if (path && database) record = libc<Open>("open64")(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

}  // namespace

extern "C" {

int open64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = va_arg(more, mode_t);
  va_end(more);
  static Open real = libc<Open>("open64");
  const int fd = real(path, flags, mode);
  opened(fd, path);
  return fd;
}

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = va_arg(more, mode_t);
  va_end(more);
  static Open real = libc<Open>("open");
  const int fd = real(path, flags, mode);
  opened(fd, path);
  return fd;
}

int close(int fd) {
  static Close real = libc<Close>("close");
  if (fd >= 0 && fd < most) {
    files[fd] = none;
    keys[fd][0] = 0;
  }
  return real(fd);
}

ssize_t read(int fd, void* bytes, size_t length) {
  static Read real = libc<Read>("read");
  const ssize_t got = real(fd, bytes, length);
  if (got > 0 && is_socket(fd)) heard(fd, static_cast<const char*>(bytes), static_cast<size_t>(got));
  return got;
}

ssize_t write(int fd, const void* bytes, size_t length) {
  static Write real = libc<Write>("write");
  if (is_socket(fd)) answering(fd, static_cast<const char*>(bytes), length);
  const uint8_t file = recorded(fd);
  const off64_t at = file == none ? 0 : lseek64(fd, 0, SEEK_CUR);
  const ssize_t done = real(fd, bytes, length);
  if (done > 0 && file != none) note('W', file, at, bytes, done);
  return done;
}

ssize_t writev(int fd, const struct iovec* parts, int count) {
  static WriteV real = libc<WriteV>("writev");
  if (count > 0 && is_socket(fd)) answering(fd, static_cast<const char*>(parts[0].iov_base), parts[0].iov_len);
  return real(fd, parts, count);
}

ssize_t pwrite64(int fd, const void* bytes, size_t length, off64_t at) {
  static PWrite real = libc<PWrite>("pwrite64");
  const ssize_t done = real(fd, bytes, length, at);
  const uint8_t file = recorded(fd);
  if (done > 0 && file != none) note('W', file, at, bytes, done);
  return done;
}

int ftruncate64(int fd, off64_t size) {
  static Truncate real = libc<Truncate>("ftruncate64");
  const int done = real(fd, size);
  const uint8_t file = recorded(fd);
  if (done == 0 && file != none) note('T', file, size, nullptr, 0);
  return done;
}

int fsync(int fd) {
  static Sync real = libc<Sync>("fsync");
  const int done = real(fd);
  const uint8_t file = recorded(fd);
  if (done == 0 && file != none) note('S', file, 0, nullptr, 0);
  return done;
}

int fdatasync(int fd) {
  static Sync real = libc<Sync>("fdatasync");
  const int done = real(fd);
  const uint8_t file = recorded(fd);
  if (done == 0 && file != none) note('S', file, 0, nullptr, 0);
  return done;
}

int unlink(const char* path) {
  static Unlink real = libc<Unlink>("unlink");
  const int done = real(path);
  const uint8_t file = file_of(path);
  if (done == 0 && record >= 0 && file != none) note('U', file, 0, nullptr, 0);
  return done;
}
}
