import Foundation
import Testing

@testable import TerminalKit

@Suite struct ClipboardSequenceTests {
    /// The vectors of RFC 4648.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func base64(text: String, encoded: String) {
        #expect(ClipboardSequence.base64(Array(text.utf8)) == Array(encoded.utf8))
    }

    @Test func theSequence() {
        #expect(ClipboardSequence.bytes("foo") == Array("\u{1B}]52;c;Zm9v\u{7}".utf8))
        let all = (0...255).map { UInt8($0) } + [0xFB, 0xFF]
        #expect(ClipboardSequence.base64(all) == Array(Data(all).base64EncodedString().utf8))
    }

    @Test func longTextsEndAtACharacter() throws {
        let bytes = ClipboardSequence.bytes(String(repeating: "é", count: 50_000))
        #expect(bytes.count <= 100_000)
        let body = try #require(Data(base64Encoded: Data(bytes.dropFirst(7).dropLast())))
        #expect(body.count == 74_994)
        #expect(String(data: body, encoding: .utf8)?.allSatisfy { $0 == "é" } == true)
    }

    @Test func screenGetsItInPieces() {
        let bytes = ClipboardSequence.bytes(String(repeating: "x", count: 100), isInGNUScreen: true)
        let text = String(decoding: bytes, as: UTF8.self)
        let pieces = text.split(separator: "\u{1B}\\", omittingEmptySubsequences: true)
        #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 78 })
        #expect(
            pieces.map { $0.dropFirst(2) }.joined()
                == String(decoding: ClipboardSequence.bytes(String(repeating: "x", count: 100)), as: UTF8.self))
    }

    @Test func consolesHaveNoClipboard() {
        for type in ["linux", "vt100", "vt220", "dumb"] { #expect(!ClipboardSequence.isUnderstood(byTerminal: type)) }
        for type in ["xterm-256color", "tmux-256color", "screen", "alacritty", "foot", "xterm-kitty"] {
            #expect(ClipboardSequence.isUnderstood(byTerminal: type))
        }
    }
}
