#include "CVectors.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

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

int cv_has_crc32c(void) {
  unsigned a, b, c, d;
  return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_2);
}

__attribute__((target("sse4.2"))) uint32_t cv_crc32c(uint32_t crc, const uint8_t *_Nonnull bytes, size_t count) {
  uint64_t wide = crc;
  for (; count >= 8; bytes += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    wide = _mm_crc32_u64(wide, word);
  }
  crc = (uint32_t)wide;
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
