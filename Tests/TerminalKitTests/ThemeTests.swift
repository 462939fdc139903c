import Testing

@testable import TerminalKit

@Suite struct ThemeTests {
    @Test func everyRoleHasItsOwnLetter() {
        let letters = Role.allCases.map(\.letter)
        #expect(Set(letters).count == letters.count)
        #expect(letters.allSatisfy { $0.isLetter && $0.isLowercase })
    }

    @Test func themesAreFoundByName() {
        #expect(Theme.all.map(\.name) == ["dark", "light", "high-contrast", "mono", "osrs"])
        for name in Theme.all.map(\.name) { #expect(Theme(named: name)?.name == name) }
        #expect(Theme(named: "pink") == nil)
    }

    @Test(arguments: Theme.all.map(\.name))
    func sixteenColoursMeanSixteen(name: String) throws {
        let theme = try #require(Theme(named: name))
        for role in Role.allCases {
            for isSelected in [false, true] {
                let style = theme.style(of: role, isSelected: isSelected, depth: .sixteen)
                #expect((style.foreground ?? 0) < 16 && (style.background ?? 0) < 16)
                let mono = theme.style(of: role, isSelected: isSelected, depth: .mono)
                #expect(mono.foreground == nil && mono.background == nil)
                #expect(!isSelected || mono.attributes.contains(.reverse))
            }
        }
    }

    /// A theme lives on the terminal's own ground: only keys, marks and the focus have one of their own.
    @Test(arguments: Theme.all.map(\.name))
    func noThemePaintsTheBackground(name: String) throws {
        let theme = try #require(Theme(named: name))
        let grounded: Set<Role> = [.key, .match, .headerFocus]
        for role in Role.allCases where !grounded.contains(role) {
            for depth in ColorDepth.allCases {
                #expect(theme.style(of: role, isSelected: false, depth: depth).background == nil)
            }
        }
    }

    @Test func theDarkPaletteIsGoldAndGreen() {
        func style(_ role: Role) -> Style { Theme.dark.style(of: role, isSelected: false, depth: .palette256) }
        #expect(style(.border) == Style(94))
        #expect(style(.title) == Style(178, on: nil, .bold))
        #expect(style(.level) == Style(70))
        #expect(style(.text) == Style(230))
        #expect(style(.dim) == Style(244))
        #expect(style(.loss) == Style(167))
        #expect([style(.crownGold), style(.crownSilver), style(.crownBronze)].map(\.foreground) == [220, 250, 173])
        #expect(Theme.dark.style(of: .text, isSelected: true, depth: .palette256) == Style(230, on: 58))
    }

    /// Every sign is one column wide, or nothing lines up.
    @Test func signsAreOneColumnWide() {
        for glyphs in [Glyphs.unicode, .ascii, .linuxConsole] {
            let signs = [
                glyphs.horizontal, glyphs.vertical, glyphs.topLeft, glyphs.topRight, glyphs.bottomLeft,
                glyphs.bottomRight, glyphs.leftTee, glyphs.rightTee, glyphs.crown, glyphs.up, glyphs.down, glyphs.same,
                glyphs.pointer, glyphs.dot, glyphs.ellipsis, glyphs.more, glyphs.less, glyphs.none, glyphs.meter,
                glyphs.meterTrack, glyphs.thumb, glyphs.track,
            ]
            for sign in signs + glyphs.spark {
                #expect(sign.displayWidth == 1)
                #expect(!glyphs.isASCII || sign.utf8.allSatisfy { $0 < 0x80 })
            }
        }
    }
}
