import BloomFilter
import Foundation
import Testing

@Suite("SHA-1")
struct SHA1Tests {
    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { SHA1.digest(of: $0).description }
    }

    /// FIPS 180-2, appendix A, and RFC 3174, section 7.3; the empty message is in NIST's SHA1ShortMsg.rsp.
    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
    ])
    func `published vectors`(message: String, digest: String) {
        #expect(hexadecimal(Array(message.utf8)) == digest)
    }

    @Test func `the vectors that repeat a piece`() {
        #expect(
            hexadecimal([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
                == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
        let octal = Array(String(repeating: "01234567", count: 80).utf8)
        #expect(hexadecimal(octal) == "dea356a2cddd90c7a7ecedc5ebb563934f460452")
    }

    /// Every length around the ends of the first three blocks, and longer ones.
    @Test func `the same as sha1sum for many lengths`() throws {
        let directory = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(at: directory) }
        let lengths = Array(0...200) + [255, 256, 257, 1000, 4096, 65_537]
        var messages: [[UInt8]] = []
        for length in lengths {
            let message = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 131 &+ length) }
            messages.append(message)
            try Data(message).write(to: directory.appending(path: "\(length)"))
        }
        let output = try run(["sha1sum"] + lengths.map { directory.appending(path: "\($0)").path })
        let expected = output.split(separator: "\n").map { String($0.prefix(40)) }
        #expect(expected.count == lengths.count)
        #expect(messages.map(hexadecimal) == expected)
    }
}

func temporaryDirectory() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appending(path: "bloom-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
}

/// Runs a program from the search path and returns what it printed.
func run(_ command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
}
