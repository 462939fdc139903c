import Storage
import Testing

@Suite struct UserFileNameTests {
    @Test(arguments: [
        ("alice", "alice.json"), ("j.doe-2_x", "j.doe-2_x.json"), ("", "%.json"), (".", "%2E.json"),
        ("..", "%2E%2E.json"), (".a", "%2Ea.json"), ("a.", "a%2E.json"), ("../../x", "%2E.%2F..%2Fx.json"),
        ("a/b", "a%2Fb.json"), ("Alice", "%41lice.json"), ("%", "%25.json"), ("a b", "a%20b.json"),
        ("\u{1b}]0;x\u{7}", "%1B%5D0%3Bx%07.json"), ("a\u{0}b", "a%00b.json"), ("é", "%C3%A9.json"),
        ("alice@example.org", "alice%40example.org.json"), ("~", "%7E.json"),
    ])
    func `Names are escaped and come back`(user: String, file: String) {
        #expect(UserFileName(user: user).text == file)
        #expect(UserFileName.user(ofFile: file) == user)
    }

    @Test func `Every byte makes a safe name of its own`() {
        var names: Set<String> = []
        for scalar in (0..<0x300).compactMap(Unicode.Scalar.init) {
            let user = String(Character(scalar))
            let name = UserFileName(user: user).text
            #expect(!name.contains("/") && !name.hasPrefix(".") && name.utf8.allSatisfy { (0x21...0x7E).contains($0) })
            #expect(UserFileName.user(ofFile: name)?.unicodeScalars.elementsEqual(user.unicodeScalars) == true)
            #expect(names.insert(name.lowercased()).inserted, "also on a file system that ignores case")
        }
    }

    @Test func `Long names are cut and stay apart`() {
        let long = String(repeating: "/", count: 300)
        let name = UserFileName(user: long).text
        #expect(name.utf8.count <= 205)
        #expect(name.hasPrefix("%%%2F%2F"))
        #expect(UserFileName(user: long + "x").text != name)
        #expect(UserFileName.user(ofFile: name) == nil)
        let fitting = String(repeating: "x", count: 200)
        #expect(UserFileName(user: fitting).text == fitting + ".json")
        #expect(UserFileName(user: fitting + "x").text.hasPrefix("%%xxx"))
    }

    /// FNV-1a of 128 bits: the value by python, with the offset basis and the prime 2**88 + 0x13b.
    @Test func `The hash of a long name is FNV-1a`() {
        let user = String(repeating: "a", count: 201)
        #expect(UserFileName(user: user).text.hasSuffix("%-bde41bf94e191fa507fd06b2a4e7d57c.json"))
    }

    @Test(arguments: [
        "x", "%4", "%4.json", "%zz.json", "%61.json", "%2f.json", "a/b.json", ".x.json", "%FF.json", "A.json", ".json",
    ])
    func `Files of no user are told apart`(file: String) {
        #expect(UserFileName.user(ofFile: file) == nil)
    }
}
