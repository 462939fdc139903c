/// The 160 bits that SHA-1 makes of a message, as five words whose bytes count from the most significant.
package struct SHA1Digest: Hashable, Sendable {
    let a: UInt32
    let b: UInt32
    let c: UInt32
    let d: UInt32
    let e: UInt32

    init(_ state: SHA1.State<UInt32>) {
        a = state.a
        b = state.b
        c = state.c
        d = state.d
        e = state.e
    }
}

extension SHA1Digest: CustomStringConvertible {
    /// Forty lower-case hexadecimal digits, as `sha1sum` prints them.
    package var description: String {
        [a, b, c, d, e].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }
}
