/* What the C library has and Swift's own module of it leaves out. */
#ifndef CGLIBC_H
#define CGLIBC_H

#include <malloc.h>
#include <stdint.h>

/* As fcntl.h has it for those who ask for what only Linux has; sync_file_range(2). */
#define CGLIBC_SYNC_FILE_RANGE_WRITE 2u
int sync_file_range(int descriptor, int64_t offset, int64_t count, unsigned int flags);

/* madvise(2), since Linux 5.14: older headers do not name it. */
#define CGLIBC_MADV_POPULATE_WRITE 23

/* fcntl(2), since Linux 2.6.35; as fcntl.h has it for those who ask for what only Linux has. */
#define CGLIBC_F_SETPIPE_SZ 1031

#endif
