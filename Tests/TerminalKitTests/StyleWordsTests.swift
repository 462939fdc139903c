import Testing

@testable import TerminalKit

@Suite struct StyleWordsTests {
    @Test(arguments: [
        ("178 bold", Style(178, on: nil, .bold)), ("black on 178", Style(0, on: 178)), ("on 58", Style(nil, on: 58)),
        ("bright-yellow Bold underline", Style(11, on: nil, [.bold, .underline])), ("default", Style()), ("", Style()),
        ("dim reverse", Style(nil, on: nil, [.dim, .reverse])), ("default on white", Style(nil, on: 7)),
        ("bold 255 on 0", Style(255, on: 0, .bold)), ("white on blue bold", Style(7, on: 4, .bold)),
    ])
    func looks(words: String, style: Style) throws {
        #expect(try Style(words: words, depth: .palette256) == style)
    }

    @Test(arguments: [
        ("256", ColorDepth.palette256, "0 to 255"), ("16", .sixteen, "0 to 15"), ("-1", .palette256, "no colour"),
        ("pink", .palette256, "black, red, green"), ("red blue", .palette256, "\"blue\""),
        ("red on", .sixteen, "ends with"),
        ("red on bold", .palette256, "\"bold\""), ("on on", .palette256, "\"on\""), ("red", .mono, "without colours"),
        ("bold 3", .mono, "bold, dim, underline, reverse alone"), ("red on blue on green", .palette256, "\"on\""),
    ])
    func wrongLooks(words: String, depth: ColorDepth, part: String) {
        let error = #expect(throws: StyleError.self) { try Style(words: words, depth: depth) }
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
    }

    /// Every look of every theme can be written and read.
    @Test func wordsReadBack() throws {
        for theme in Theme.all {
            for role in Role.allCases {
                for depth in ColorDepth.allCases {
                    let style = theme.style(of: role, isSelected: false, depth: depth)
                    #expect(try Style(words: style.words, depth: depth) == style)
                }
            }
        }
    }

    @Test func rolesHaveKeys() {
        #expect(Role.crownGold.key == "crown_gold" && Role.text.key == "text" && Role.headerFocus.key == "header_focus")
        for role in Role.allCases { #expect(Role(key: role.key) == role && role.documentation.hasSuffix(".")) }
        #expect(Role(key: "gold") == nil)
    }

    @Test func selectionsChange() {
        var theme = Theme.dark.named("mine", summary: "")
        theme.setSelection(Style(nil, on: 17), depth: .palette256)
        #expect(theme.style(of: .text, isSelected: true, depth: .palette256) == Style(230, on: 17))
        // The ink that was chosen for the old look of a role goes with it.
        theme.set(Style(33), for: .dim, depth: .palette256)
        #expect(theme.style(of: .dim, isSelected: true, depth: .palette256) == Style(33, on: 17))
        theme.setSelection(Style(231, on: 17), depth: .palette256)
        #expect(theme.style(of: .loss, isSelected: true, depth: .palette256).foreground == 231)
        theme.setSelection(Style(nil, on: nil, .reverse), depth: .palette256)
        #expect(theme.style(of: .loss, isSelected: true, depth: .palette256).attributes == .reverse)
        theme.setSelection(Style(0, on: 6), depth: .sixteen)
        #expect(theme.style(of: .text, isSelected: true, depth: .sixteen) == Style(0, on: 6))
    }
}
