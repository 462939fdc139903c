import Testing
import TerminalKit

@testable import CursesTerminal

@Suite struct KeyDecoderTests {
    /// Bytes as ASCII assigns them.
    @Test(arguments: [
        (UInt32(0x0D), Key.enter), (0x0A, .enter), (0x09, .tab), (0x1B, .escape), (0x7F, .backspace),
        (0x08, .backspace),
        (0x0C, .control("l")), (0x15, .control("u")), (0x61, .character("a")), (0x674E, .character("李")),
    ])
    func characters(value: UInt32, key: Key) {
        #expect(KeyDecoder.character(value) == key)
    }

    @Test(arguments: [UInt32(0), 0x1C, 0x1F, 0xD800, 0x110000])
    func noKeys(value: UInt32) {
        #expect(KeyDecoder.character(value) == nil)
    }

    /// Codes of curses.h: KEY_UP 0403, KEY_BTAB 0541, KEY_F0 0410.
    @Test(arguments: [(Int32(0o403), Key.up), (0o541, .backTab), (0o411, .function(1)), (0o422, .function(10))])
    func functionKeys(code: Int32, key: Key) {
        #expect(KeyDecoder.functionKey(code) == key)
    }
}
