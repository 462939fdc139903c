/// The Secure Hash Algorithm 1 of FIPS 180-4 (and RFC 3174): a 160-bit digest.
///
/// It is used to spread identities over a filter, not to protect anything: its known collisions do no harm here, because
/// an exact set settles whatever the filter confuses. It was chosen since every language has it at hand.
package enum SHA1 {
    /// The five words of the state: before the first block the standard's constants, after the last block the digest.
    struct State<Word: SHA1Lanes> {
        var a = Word(repeating: 0x6745_2301)
        var b = Word(repeating: 0xEFCD_AB89)
        var c = Word(repeating: 0x98BA_DCFE)
        var d = Word(repeating: 0x1032_5476)
        var e = Word(repeating: 0xC3D2_E1F0)
    }

    static let blockLength = 64

    /// The digest of a message of any length.
    package static func digest(of message: UnsafeRawBufferPointer) -> SHA1Digest {
        var state = State<UInt32>()
        var offset = 0
        while message.count - offset >= blockLength {
            absorb(UnsafeRawBufferPointer(rebasing: message[offset..<offset + blockLength]), into: &state)
            offset += blockLength
        }
        // The rest, a one bit, zeros, and the length in bits as the last eight bytes: in one block when it fits, else in two.
        let rest = message.count - offset
        let closingLength = rest < 56 ? blockLength : 2 * blockLength
        withUnsafeTemporaryAllocation(byteCount: closingLength, alignment: 8) { closing in
            closing.initializeMemory(as: UInt8.self, repeating: 0)
            closing.copyMemory(from: UnsafeRawBufferPointer(rebasing: message[offset...]))
            closing[rest] = 0x80
            let bitLength = UInt64(message.count) &* 8
            closing.storeBytes(of: bitLength.bigEndian, toByteOffset: closingLength - 8, as: UInt64.self)
            for start in stride(from: 0, to: closingLength, by: blockLength) {
                absorb(UnsafeRawBufferPointer(rebasing: closing[start..<start + blockLength]), into: &state)
            }
        }
        return SHA1Digest(state)
    }

    private static func absorb(_ block: UnsafeRawBufferPointer, into state: inout State<UInt32>) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { schedule in
            for index in 0..<16 {
                let word = block.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
                schedule.initializeElement(at: index, to: UInt32(bigEndian: word))
            }
            if let words = schedule.baseAddress { compress(words, into: &state) }
        }
    }

    /// One block: `words` holds its 16 words and room for the 64 that the schedule derives from them.
    ///
    /// The rounds are written five at a time, so that the five variables return to their places without being moved.
    @inline(__always)
    static func compress<Word: SHA1Lanes>(_ words: UnsafeMutablePointer<Word>, into state: inout State<Word>) {
        for index in 16..<80 {
            let mixed = words[index &- 3] ^ words[index &- 8] ^ words[index &- 14] ^ words[index &- 16]
            (words + index).initialize(to: mixed.rotatedLeft(by: 1))
        }
        var (a, b, c, d, e) = (state.a, state.b, state.c, state.d, state.e)
        fiveRounds(words, 0..<20, 0x5A82_7999, choose, &a, &b, &c, &d, &e)
        fiveRounds(words, 20..<40, 0x6ED9_EBA1, parity, &a, &b, &c, &d, &e)
        fiveRounds(words, 40..<60, 0x8F1B_BCDC, majority, &a, &b, &c, &d, &e)
        fiveRounds(words, 60..<80, 0xCA62_C1D6, parity, &a, &b, &c, &d, &e)
        state.a = state.a &+ a
        state.b = state.b &+ b
        state.c = state.c &+ c
        state.d = state.d &+ d
        state.e = state.e &+ e
    }

    @inline(__always)
    private static func choose<Word: SHA1Lanes>(_ b: Word, _ c: Word, _ d: Word) -> Word { d ^ (b & (c ^ d)) }

    @inline(__always)
    private static func parity<Word: SHA1Lanes>(_ b: Word, _ c: Word, _ d: Word) -> Word { b ^ c ^ d }

    /// The two halves of the majority share no bit, so that a sum serves as the union.
    @inline(__always)
    private static func majority<Word: SHA1Lanes>(_ b: Word, _ c: Word, _ d: Word) -> Word {
        (b & c) &+ (d & (b ^ c))
    }

    @inline(__always)
    private static func fiveRounds<Word: SHA1Lanes>(
        _ words: UnsafeMutablePointer<Word>, _ rounds: Range<Int>, _ constant: UInt32,
        _ mix: (Word, Word, Word) -> Word,
        _ a: inout Word, _ b: inout Word, _ c: inout Word, _ d: inout Word, _ e: inout Word
    ) {
        let constant = Word(repeating: constant)
        var index = rounds.lowerBound
        while index < rounds.upperBound {
            step(a, &b, c, d, &e, mix(b, c, d), words[index] &+ constant)
            step(e, &a, b, c, &d, mix(a, b, c), words[index &+ 1] &+ constant)
            step(d, &e, a, b, &c, mix(e, a, b), words[index &+ 2] &+ constant)
            step(c, &d, e, a, &b, mix(d, e, a), words[index &+ 3] &+ constant)
            step(b, &c, d, e, &a, mix(c, d, e), words[index &+ 4] &+ constant)
            index &+= 5
        }
    }

    @inline(__always)
    private static func step<Word: SHA1Lanes>(
        _ a: Word, _ b: inout Word, _ c: Word, _ d: Word, _ e: inout Word, _ mixed: Word, _ word: Word
    ) {
        e = (e &+ word) &+ mixed &+ a.rotatedLeft(by: 5)
        b = b.rotatedLeft(by: 30)
    }
}
