/* Vector instructions for Swift, which has no names for them: what a machine does to sixteen bytes at once. */
#ifndef CVECTORS_H
#define CVECTORS_H

#include <stddef.h>
#include <stdint.h>

/* How bytes are looked through. All give the same; a processor has some of them. */
enum cv_way {
  /* One byte after the other: on every processor. */
  CV_PLAINLY,
  /* Sixteen at a time: SSE2, which every x86-64 has, or NEON, which every ARM64 has. */
  CV_BY_SIXTEEN,
  /* Thirty-two at a time: AVX2. */
  CV_BY_THIRTY_TWO,
};

/* Whether this processor has it. */
int cv_has_way(enum cv_way way);

/* Looks `count` bytes through, for where columns and lines end.
 *
 * `places`: room for a number a byte; gets the place of each delimiter, in order. `lines`: room for a number a byte; gets, for
 * each line feed, how many delimiters there are up to and with it. `line_count` gets how many lines end.
 *
 * Returns whether any byte is 0x80 or above. */
int cv_index_lines(
    const uint8_t *_Nonnull bytes, size_t count, int32_t *_Nonnull places, int32_t *_Nonnull lines,
    size_t *_Nonnull line_count);

/* The same in one of the ways, so that tests run all of them. Only where cv_has_way() says so. */
int cv_index_lines_by(
    enum cv_way way, const uint8_t *_Nonnull bytes, size_t count, int32_t *_Nonnull places, int32_t *_Nonnull lines,
    size_t *_Nonnull line_count);

/* Whether this processor has instructions for SHA-1 that are used here. */
int cv_has_sha1(void);

/* The first four words of the SHA-1 digests of two messages of one block each, side by side: a chain alone waits for itself
 * half of the time. Only where cv_has_sha1() is not zero.
 *
 * `blocks`: twice 16 words, as numbers, padded as FIPS 180-4 has it. `digests`: room for twice 4 words. */
void cv_sha1_of_two(const uint32_t *_Nonnull blocks, uint32_t *_Nonnull digests);

/* Whether this processor has an instruction for CRC-32C that is used here. */
int cv_has_crc32c(void);

/* Goes on with a CRC-32C (RFC 3720, 12.1) over `count` more bytes: `crc` and the result are the register, which begins as all
 * ones and is inverted at the end. Only where cv_has_crc32c() is not zero. */
uint32_t cv_crc32c(uint32_t crc, const uint8_t *_Nonnull bytes, size_t count);

/* How many bits are set in `count` bytes, a multiple of eight. */
uint64_t cv_count_ones(const uint8_t *_Nonnull bytes, size_t count);

/* Asks for the part of memory that a place lies in, which is written soon, without waiting for it. */
static inline void cv_fetch(const void *_Nonnull place) { __builtin_prefetch(place, 1); }

#endif
