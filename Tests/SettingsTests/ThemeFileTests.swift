import Settings
import Storage
import TerminalKit
import Testing

/// Looks that people wrote, good and bad.
@Suite struct ThemeFileTests {
    private func read(_ text: String) -> (theme: Theme?, problems: [String]) {
        let (theme, problems) = ThemeFile.reading(Array(text.utf8), path: "/t", summary: "mine")
        return (theme, problems.map(\.description))
    }

    private let good = """
        {"schema_version": 1, "name": "purdue", "_why": "school colours",
         "base": "light", "roles": {
          "title": {"256": "178 bold", "16": "bright-yellow bold", "mono": "underline"},
          "key": {"256": "black on 178"}, "_key": {"x": 1},
          "dim": {"256": 33}
         },
         "selection": {"256": "on 17", "16": "reverse"}}
        """

    @Test func aGoodFile() throws {
        let (theme, problems) = read(good)
        #expect(problems.isEmpty, "\(problems)")
        let look = try #require(theme)
        func style(_ role: Role, _ depth: ColorDepth, selected: Bool = false) -> Style {
            look.style(of: role, isSelected: selected, depth: depth)
        }
        #expect(look.name == "purdue" && look.summary == "mine")
        #expect(style(.title, .palette256) == Style(178, on: nil, .bold))
        #expect(style(.title, .sixteen) == Style(11, on: nil, .bold))
        #expect(style(.title, .mono) == Style(nil, on: nil, .underline))
        #expect(style(.key, .palette256) == Style(0, on: 178))
        // What is not said is the base's.
        #expect(style(.key, .sixteen) == Theme.light.style(of: .key, isSelected: false, depth: .sixteen))
        #expect(style(.text, .palette256) == Style(235))
        #expect(style(.text, .palette256, selected: true) == Style(235, on: 17))
        #expect(style(.dim, .palette256, selected: true) == Style(33, on: 17))
        #expect(style(.text, .sixteen, selected: true).attributes == .reverse)
    }

    /// Each is told with its line and what is allowed, and the rest counts.
    @Test(arguments: [
        (#"{"name":"a","roles":{"titel":{"256":"1"}}}"#, "/t:1: a role is \"titel\", which is not one of text, dim,"),
        (#"{"name":"a","roles":{"titel":{"256":"1"}}}"#, "did you mean \"title\"?"),
        ("{\"name\":\"a\",\n\"roles\":{\"title\":\n{\"256\":\"300\"}}}", "/t:3: \"title\" \"256\" holds \"300\""),
        (#"{"name":"a","roles":{"title":{"16":"99"}}}"#, "no colour from 0 to 15"),
        (#"{"name":"a","roles":{"title":{"mono":"red"}}}"#, "without colours there are bold, dim, underline, reverse"),
        (#"{"name":"a","roles":{"title":{"88":"red"}}}"#, "which has 256, 16, mono"),
        (#"{"name":"a","roles":{"title":"red"}}"#, "give an object like"),
        (#"{"name":"a","roles":[1]}"#, "/t:1: \"roles\" is a list: give an object"),
        (#"{"name":"a","roles":{"title":{"256":true}}}"#, "\"title\" \"256\" is true, which is not a look"),
        (#"{"name":"a","selection":{"256":"red"}}"#, "\"selection\" \"256\" needs a ground"),
        (#"{"name":"a","selection":{"mono":"bold"}}"#, "is reverse without colours"),
        (#"{"name":"a","colour":1}"#, "\"colour\" is no key of this file, which has schema_version, name,"),
        (#"{"name":"a","schema_version":2}"#, "\"schema_version\" is 2, and this program knows up to 1"),
    ])
    func aWrongPartIsLeftOut(text: String, problem: String) {
        let (theme, problems) = read(text)
        #expect(theme?.name == "a")
        #expect(problems.count == 1 && problems[0].contains(problem), "\(problems)")
    }

    @Test(arguments: [
        ("{}", "/t: it has no \"name\""), ("[]", "no JSON of ours"), ("", "it ends too early"),
        (#"{"name":"dark"}"#, "the name of a theme of the program"), (#"{"name":"a b"}"#, "up to 24 letters"),
        (#"{"name":"\u001b[31m"}"#, "control characters"), (#"{"name":7}"#, "\"name\" is 7"),
        (#"{"name":"a","base":"purdue"}"#, "not one of dark, light, high-contrast, mono, osrs"),
        (#"{"name":"a","name":"b"}"#, "is there twice"),
    ])
    func aFileThatIsNoTheme(text: String, problem: String) {
        let (theme, problems) = read(text)
        #expect(theme == nil)
        #expect(problems.count == 1 && problems[0].contains(problem), "\(problems)")
    }

    /// Cut anywhere, the file is told, and no theme comes of it.
    @Test func everyByteCut() {
        let bytes = Array(good.utf8)
        for end in bytes.indices {
            let (theme, problems) = ThemeFile.reading(Array(bytes[..<end]), path: "/t", summary: "")
            #expect(theme == nil && problems.count == 1, "\(end)")
        }
    }

    @Test func theSampleIsTheDarkTheme() throws {
        let (theme, problems) = read(SampleFile.theme.text)
        #expect(problems.isEmpty, "\(problems)")
        let sample = try #require(theme)
        #expect(sample.name == "mine" && sample.summary == "my own colours")
        for role in Role.allCases {
            #expect(SampleFile.theme.text.contains("\"\(role.key)\":"))
            for depth in ColorDepth.allCases {
                for isSelected in [false, true] {
                    let look = sample.style(of: role, isSelected: isSelected, depth: depth)
                    let dark = Theme.dark.style(of: role, isSelected: isSelected, depth: depth)
                    #expect(look == dark, "\(role) \(depth)")
                }
            }
        }
    }

    @Test func theUsersGoesBeforeTheSites() {
        var files = MemoryFileSystem(["/site": #"{"name":"purdue"}"#, "/user": #"{"name":"mine","base":"osrs"}"#])
        func found(_ site: String? = "/site", _ user: String? = "/user") -> ThemeReader.Found {
            ThemeReader(files: files).read(site: site, user: user)
        }
        #expect(found().standard.name == "mine")
        #expect(found().all.map(\.name) == ["dark", "light", "high-contrast", "mono", "osrs", "purdue", "mine"])
        #expect(found("/site", nil).standard.name == "purdue")
        #expect(found("/none", "/none").standard.name == "dark" && found("/none", "/none").problems.isEmpty)
        files.contents["/user"] = Array(#"{"name":"purdue","base":"osrs"}"#.utf8)
        #expect(found().all.count == 6 && found().standard == found().all[5])
        #expect(found().standard.summary == "your own" && found().site?.summary == "the site's own")
        // Broken or closed, it is told, and the site's is shown.
        files.contents["/user"] = Array("{".utf8)
        #expect(found().standard.name == "purdue")
        #expect(found().problems.map(\.description).contains { $0.hasPrefix("/user:1: it is no JSON") })
        files.forbidden = ["/user"]
        #expect(found().standard.name == "purdue" && found().problems.count == 1)
    }
}
