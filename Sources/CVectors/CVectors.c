#include "CVectors.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

/* What stands in 64 bytes: bit i speaks of byte i. */
struct delimiters {
  /* Ends of columns (`|`) and of lines. */
  uint64_t ends;
  /* Line feeds. */
  uint64_t lines;
  /* Not zero when any byte is 0x80 or above; its bits mean nothing else. */
  uint64_t high;
};

/* The places of the bits, each at its turn: no branch depends on where they are. */
#define INDEX_LINES(DELIMITERS_OF_64)                                                                \
  int32_t *place = places;                                                                           \
  int32_t *line = lines;                                                                             \
  uint64_t high = 0;                                                                                 \
  uint8_t rest[64];                                                                                  \
  for (size_t offset = 0; offset < count; offset += 64) {                                            \
    const uint8_t *block = bytes + offset;                                                           \
    if (count - offset < 64) {                                                                       \
      memset(rest, 0, sizeof rest);                                                                  \
      memcpy(rest, block, count - offset);                                                           \
      block = rest;                                                                                  \
    }                                                                                                \
    struct delimiters found = DELIMITERS_OF_64(block);                                            \
    high |= found.high;                                                                              \
    for (uint64_t feeds = found.lines; feeds; feeds &= feeds - 1)                                    \
      *line++ = (int32_t)(place - places) + __builtin_popcountll(found.ends & (feeds ^ (feeds - 1))); \
    for (uint64_t ends = found.ends; ends; ends &= ends - 1)                                         \
      *place++ = (int32_t)offset + __builtin_ctzll(ends);                                            \
  }                                                                                                  \
  *line_count = (size_t)(line - lines);                                                              \
  return high != 0;

typedef int index_of_lines(
    const uint8_t *bytes, size_t count, int32_t *places, int32_t *lines, size_t *line_count);

static inline struct delimiters delimiters_plainly(const uint8_t *bytes) {
  struct delimiters found = {0, 0, 0};
  for (int place = 0; place < 64; place++) {
    const uint64_t bit = (uint64_t)1 << place;
    if (bytes[place] == '\n') found.lines |= bit;
    if (bytes[place] == '\n' || bytes[place] == '|') found.ends |= bit;
    found.high |= bytes[place] & 0x80u;
  }
  return found;
}

static int index_lines_plainly(
    const uint8_t *bytes, size_t count, int32_t *places, int32_t *lines, size_t *line_count) {
  INDEX_LINES(delimiters_plainly)
}

#if defined(__x86_64__)

static inline struct delimiters delimiters_by_sixteen(const uint8_t *bytes) {
  const __m128i pipe = _mm_set1_epi8('|'), feed = _mm_set1_epi8('\n');
  struct delimiters found = {0, 0, 0};
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

#define HAS_SIXTEEN 1

#elif defined(__ARM_NEON) && defined(__aarch64__)

/* NEON has no movemask: each byte keeps one bit of its own, and three pairwise sums bring them together. */
static inline uint64_t bits_of_64(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  const uint8x16_t own = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t ab = vpaddq_u8(vandq_u8(a, own), vandq_u8(b, own));
  const uint8x16_t cd = vpaddq_u8(vandq_u8(c, own), vandq_u8(d, own));
  const uint8x16_t abcd = vpaddq_u8(ab, cd);
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(abcd, abcd)), 0);
}

static inline struct delimiters delimiters_by_sixteen(const uint8_t *bytes) {
  const uint8x16_t pipe = vdupq_n_u8('|'), feed = vdupq_n_u8('\n');
  uint8x16_t part[4], feeds[4], ends[4];
  for (int quarter = 0; quarter < 4; quarter++) {
    part[quarter] = vld1q_u8(bytes + 16 * quarter);
    feeds[quarter] = vceqq_u8(part[quarter], feed);
    ends[quarter] = vorrq_u8(vceqq_u8(part[quarter], pipe), feeds[quarter]);
  }
  const uint8x16_t all = vorrq_u8(vorrq_u8(part[0], part[1]), vorrq_u8(part[2], part[3]));
  struct delimiters found = {
      bits_of_64(ends[0], ends[1], ends[2], ends[3]), bits_of_64(feeds[0], feeds[1], feeds[2], feeds[3]),
      vmaxvq_u8(all) & 0x80u};
  return found;
}

#define HAS_SIXTEEN 1

#else

#define HAS_SIXTEEN 0

#endif

#if HAS_SIXTEEN

static int index_lines_by_sixteen(
    const uint8_t *bytes, size_t count, int32_t *places, int32_t *lines, size_t *line_count) {
  INDEX_LINES(delimiters_by_sixteen)
}

#endif

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

AVX2 static inline struct delimiters delimiters_by_thirty_two(const uint8_t *bytes) {
  const __m256i pipe = _mm256_set1_epi8('|'), feed = _mm256_set1_epi8('\n');
  const __m256i low = _mm256_loadu_si256((const __m256i *)bytes);
  const __m256i high = _mm256_loadu_si256((const __m256i *)(bytes + 32));
  const uint64_t low_feeds = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, feed));
  const uint64_t high_feeds = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, feed));
  const uint64_t low_pipes = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, pipe));
  const uint64_t high_pipes = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, pipe));
  const uint64_t lines = low_feeds | high_feeds << 32;
  const struct delimiters found = {
      lines | low_pipes | high_pipes << 32, lines, (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(low, high))};
  return found;
}

AVX2 static int index_lines_by_thirty_two(
    const uint8_t *bytes, size_t count, int32_t *places, int32_t *lines, size_t *line_count) {
  INDEX_LINES(delimiters_by_thirty_two)
}

int cv_has_sha1(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1)) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1); /* SHA */
}

/* Four rounds of both chains. `sha1nexte` makes of the state four rounds ago what e has become since and adds the words. */
#define FOUR_ROUNDS(kind, group)                                                                     \
  for (int chain = 0; chain < 2; chain++) {                                                          \
    if ((group) >= 4) {                                                                              \
      const __m128i partly = _mm_xor_si128(                                                          \
          _mm_sha1msg1_epu32(w[chain][(group) % 4], w[chain][((group) + 1) % 4]),                    \
          w[chain][((group) + 2) % 4]);                                                              \
      w[chain][(group) % 4] = _mm_sha1msg2_epu32(partly, w[chain][((group) + 3) % 4]);               \
    }                                                                                                \
    const __m128i next = (group) == 0 ? _mm_add_epi32(e0, w[chain][0])                               \
                                      : _mm_sha1nexte_epu32(before[chain], w[chain][(group) % 4]);   \
    before[chain] = abcd[chain];                                                                     \
    abcd[chain] = _mm_sha1rnds4_epu32(abcd[chain], next, kind);                                      \
  }

#define TWENTY_ROUNDS(kind)          \
  FOUR_ROUNDS(kind, 5 * (kind))      \
  FOUR_ROUNDS(kind, 5 * (kind) + 1)  \
  FOUR_ROUNDS(kind, 5 * (kind) + 2)  \
  FOUR_ROUNDS(kind, 5 * (kind) + 3)  \
  FOUR_ROUNDS(kind, 5 * (kind) + 4)

__attribute__((target("sha,sse4.1"))) void cv_sha1_of_two(
    const uint32_t *_Nonnull blocks, uint32_t *_Nonnull digests) {
  /* The instructions want the first word in the highest lane. */
  const __m128i start = _mm_set_epi32(0x67452301, (int)0xEFCDAB89, (int)0x98BADCFE, 0x10325476);
  const __m128i e0 = _mm_set_epi32((int)0xC3D2E1F0, 0, 0, 0);
  __m128i w[2][4], abcd[2], before[2];
  for (int chain = 0; chain < 2; chain++) {
    for (int part = 0; part < 4; part++) {
      const __m128i words = _mm_loadu_si128((const __m128i *)(blocks + 16 * chain + 4 * part));
      w[chain][part] = _mm_shuffle_epi32(words, 0x1B);
    }
    abcd[chain] = start;
    before[chain] = start;
  }
  TWENTY_ROUNDS(0)
  TWENTY_ROUNDS(1)
  TWENTY_ROUNDS(2)
  TWENTY_ROUNDS(3)
  for (int chain = 0; chain < 2; chain++) {
    const __m128i sum = _mm_shuffle_epi32(_mm_add_epi32(abcd[chain], start), 0x1B);
    _mm_storeu_si128((__m128i *)(digests + 4 * chain), sum);
  }
}

#define CRC __attribute__((target("sse4.2,pclmul")))

int cv_has_crc32c(void) {
  unsigned a, b, c, d;
  return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_2) && (c & bit_PCLMUL);
}

/* Bytes of each of three stretches that are gone through at once: the instruction takes three cycles, and one can be begun in
 * each. */
enum { STRETCH = 2048 };

/* The register behind a stretch of zeros: times x^(8 STRETCH) modulo the polynomial. The product of two reflected numbers is one
 * place off, and the instruction multiplies by x^32, so that the factor is x^(8 STRETCH - 33), reflected. */
CRC static inline uint64_t behind_a_stretch(uint64_t crc) {
  const __m128i factor = _mm_cvtsi64_si128(0xA51B6135);
  const __m128i product = _mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)crc), factor, 0);
  return _mm_crc32_u64(0, (uint64_t)_mm_cvtsi128_si64(product));
}

CRC static inline uint64_t behind_word(uint64_t crc, const uint8_t *_Nonnull bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return _mm_crc32_u64(crc, word);
}

CRC uint32_t cv_crc32c(uint32_t crc, const uint8_t *_Nonnull bytes, size_t count) {
  uint64_t first = crc;
  for (; count >= 3 * STRETCH; bytes += 3 * STRETCH, count -= 3 * STRETCH) {
    uint64_t second = 0, third = 0;
    for (size_t place = 0; place < STRETCH; place += 8) {
      first = behind_word(first, bytes + place);
      second = behind_word(second, bytes + STRETCH + place);
      third = behind_word(third, bytes + 2 * STRETCH + place);
    }
    first = behind_a_stretch(behind_a_stretch(first) ^ second) ^ third;
  }
  for (; count >= 8; bytes += 8, count -= 8) first = behind_word(first, bytes);
  crc = (uint32_t)first;
  for (; count > 0; bytes++, count--) crc = _mm_crc32_u8(crc, *bytes);
  return crc;
}

#else

int cv_has_sha1(void) { return 0; }

int cv_has_crc32c(void) { return 0; }

uint32_t cv_crc32c(uint32_t crc, const uint8_t *_Nonnull bytes, size_t count) {
  (void)bytes;
  (void)count;
  return crc;
}

void cv_sha1_of_two(const uint32_t *_Nonnull blocks, uint32_t *_Nonnull digests) {
  (void)blocks;
  (void)digests;
}

#endif

static inline __attribute__((always_inline)) uint64_t count_ones(const uint8_t *_Nonnull bytes, size_t count) {
  uint64_t ones = 0;
  for (size_t place = 0; place < count; place += 8) {
    uint64_t word;
    memcpy(&word, bytes + place, sizeof word);
    ones += (uint64_t)__builtin_popcountll(word);
  }
  return ones;
}

#if defined(__x86_64__)
/* The compiler counts thirty-two bytes at a time here. */
__attribute__((target("avx2,popcnt"))) static uint64_t count_ones_by_thirty_two(
    const uint8_t *_Nonnull bytes, size_t count) {
  return count_ones(bytes, count);
}
#endif

uint64_t cv_count_ones(const uint8_t *_Nonnull bytes, size_t count) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt")) return count_ones_by_thirty_two(bytes, count);
#endif
  return count_ones(bytes, count);
}

/* Null where the processor does not have the way. */
static index_of_lines *index_in_the(enum cv_way way) {
  switch (way) {
    case CV_PLAINLY:
      return index_lines_plainly;
    case CV_BY_SIXTEEN:
#if HAS_SIXTEEN
      return index_lines_by_sixteen;
#else
      return NULL;
#endif
    case CV_BY_THIRTY_TWO:
#if defined(__x86_64__)
      if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt"))
        return index_lines_by_thirty_two;
#endif
      return NULL;
  }
  return NULL;
}

int cv_has_way(enum cv_way way) { return index_in_the(way) != NULL; }

int cv_index_lines_by(
    enum cv_way way, const uint8_t *_Nonnull bytes, size_t count, int32_t *_Nonnull places, int32_t *_Nonnull lines,
    size_t *_Nonnull line_count) {
  return index_in_the(way)(bytes, count, places, lines, line_count);
}

int cv_index_lines(
    const uint8_t *_Nonnull bytes, size_t count, int32_t *_Nonnull places, int32_t *_Nonnull lines,
    size_t *_Nonnull line_count) {
  enum cv_way way = CV_BY_THIRTY_TWO;
  while (!cv_has_way(way)) way--;
  return cv_index_lines_by(way, bytes, count, places, lines, line_count);
}
