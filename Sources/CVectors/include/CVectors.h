/* Vector instructions for Swift, which has no names for them: what a machine does to sixteen bytes at once. */
#ifndef CVECTORS_H
#define CVECTORS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

/* What stands in 64 bytes: bit i speaks of byte i. */
struct cv_delimiters {
  /* Ends of columns (`|`) and of lines. */
  uint64_t ends;
  /* Line feeds. */
  uint64_t lines;
  /* Not zero when any byte is 0x80 or above; its bits mean nothing else. */
  uint64_t high;
};

#if defined(__SSE2__)

static inline struct cv_delimiters cv_delimiters_of_64(const uint8_t *_Nonnull bytes) {
  const __m128i pipe = _mm_set1_epi8('|'), feed = _mm_set1_epi8('\n');
  struct cv_delimiters found = {0, 0, 0};
  __m128i all = _mm_setzero_si128();
  for (int quarter = 0; quarter < 4; quarter++) {
    const __m128i part = _mm_loadu_si128((const __m128i *)(bytes + 16 * quarter));
    const __m128i feeds = _mm_cmpeq_epi8(part, feed);
    const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(part, pipe), feeds);
    all = _mm_or_si128(all, part);
    found.ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(ends) << (16 * quarter);
    found.lines |= (uint64_t)(uint32_t)_mm_movemask_epi8(feeds) << (16 * quarter);
  }
  found.high = (uint64_t)(uint32_t)_mm_movemask_epi8(all);
  return found;
}

#elif defined(__ARM_NEON) && defined(__aarch64__)

/* NEON has no movemask: each byte keeps one bit of its own, and three pairwise sums bring them together. */
static inline uint64_t cv_bits_of_64(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  const uint8x16_t own = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t ab = vpaddq_u8(vandq_u8(a, own), vandq_u8(b, own));
  const uint8x16_t cd = vpaddq_u8(vandq_u8(c, own), vandq_u8(d, own));
  const uint8x16_t abcd = vpaddq_u8(ab, cd);
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(abcd, abcd)), 0);
}

static inline struct cv_delimiters cv_delimiters_of_64(const uint8_t *_Nonnull bytes) {
  const uint8x16_t pipe = vdupq_n_u8('|'), feed = vdupq_n_u8('\n');
  uint8x16_t part[4], feeds[4], ends[4];
  for (int quarter = 0; quarter < 4; quarter++) {
    part[quarter] = vld1q_u8(bytes + 16 * quarter);
    feeds[quarter] = vceqq_u8(part[quarter], feed);
    ends[quarter] = vorrq_u8(vceqq_u8(part[quarter], pipe), feeds[quarter]);
  }
  const uint8x16_t all = vorrq_u8(vorrq_u8(part[0], part[1]), vorrq_u8(part[2], part[3]));
  struct cv_delimiters found = {
      cv_bits_of_64(ends[0], ends[1], ends[2], ends[3]), cv_bits_of_64(feeds[0], feeds[1], feeds[2], feeds[3]),
      vmaxvq_u8(all) & 0x80u};
  return found;
}

#else

static inline struct cv_delimiters cv_delimiters_of_64(const uint8_t *_Nonnull bytes) {
  struct cv_delimiters found = {0, 0, 0};
  for (int place = 0; place < 64; place++) {
    const uint64_t bit = (uint64_t)1 << place;
    if (bytes[place] == '\n') found.lines |= bit;
    if (bytes[place] == '\n' || bytes[place] == '|') found.ends |= bit;
    found.high |= bytes[place] & 0x80u;
  }
  return found;
}

#endif

/* Looks `count` bytes through, for where columns and lines end.
 *
 * `places`: room for a number a byte; gets the place of each delimiter, in order. `lines`: room for a number a byte; gets, for
 * each line feed, how many delimiters there are up to and with it. `line_count` gets how many lines end.
 *
 * Returns whether any byte is 0x80 or above. */
int cv_index_lines(
    const uint8_t *_Nonnull bytes, size_t count, int32_t *_Nonnull places, int32_t *_Nonnull lines,
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

/* Asks for the part of memory that a place lies in, which is written soon, without waiting for it. */
static inline void cv_fetch(const void *_Nonnull place) { __builtin_prefetch(place, 1); }

#endif
