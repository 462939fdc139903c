import Testing

@testable import TerminalKit

@Suite struct EncodingTests {
    private var frame: ScreenBuffer {
        var frame = ScreenBuffer(size: Size(width: 6, height: 2))
        frame.write("A李", x: 0, y: 0, role: .header)
        frame.write("<&", x: 1, y: 1, role: .level, isSelected: true)
        frame.caret = Point(x: 3, y: 1)
        return frame
    }

    @Test func frameFile() {
        let expected = """
            frame sample 6x2 caret 3,1
            glyphs
            |A李   |
            | <&   |
            roles
            |hh>ttt|
            |tLLttt|
            t text
            h header
            l level

            """
        #expect(FrameText.encode(frame, name: "sample") == expected)
    }

    @Test func plainLines() {
        #expect(PlainText.encode(frame) == "A李\n <&\n")
    }

    @Test func linesWithColours() {
        let text = ANSIText.encode(frame, theme: .dark, depth: .sixteen)
        // Header: bright yellow, bold and underlined; text: white; the selection: bright white on blue.
        #expect(
            text == "\u{1B}[0;1;4;93mA李\u{1B}[0;37m   \u{1B}[0m\n"
                + "\u{1B}[0;37m \u{1B}[0;97;44m<&\u{1B}[0;37m   \u{1B}[0m\n")
    }

    @Test func pictureIsWellFormedAndEscaped() {
        let svg = SVGPicture.encode(frame, theme: .light, depth: .palette256)
        #expect(svg.hasPrefix("<svg "))
        #expect(svg.hasSuffix("</svg>\n"))
        #expect(svg.contains(">&lt;&amp;</text>"))
        // 178 of the light theme's header is 94: 1·36 + 1·6 + 0 + 16 + 36 → steps 135, 95, 0.
        #expect(svg.contains("#875f00"))
    }
}
