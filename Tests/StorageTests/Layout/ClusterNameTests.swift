import Storage
import Testing

@Suite struct ClusterNameTests {
    @Test(arguments: [("hammer", "hammer"), ("Bell", "bell"), ("a", "a"), ("2nd_x-y.z", "2nd_x-y.z")])
    func `Good names are kept in lower case`(text: String, name: String) throws {
        #expect(try ClusterName(text).text == name)
    }

    @Test(arguments: ["", ".", "..", "../x", "a/b", "-x", "_x", ".x", "a b", "a\n", "é", "a\u{0}", "\u{1b}[m", "a%"])
    func `Bad names are refused`(text: String) {
        #expect(throws: ClusterName.Invalid.self) { try ClusterName(text) }
    }

    @Test func `Names have at most 64 characters`() throws {
        let longest = String(repeating: "a", count: 64)
        #expect(try ClusterName(longest).text == longest)
        #expect(throws: ClusterName.Invalid.self) { try ClusterName(longest + "a") }
    }

    @Test func `Only directories with a good name are clusters`() throws {
        let directory = try TemporaryDirectory()
        let files = PosixFileSystem(root: directory.path)
        let root = DataRoot(path: directory.path + "/")
        #expect(root.path == directory.path)
        #expect(try root.clusters(in: files).isEmpty)
        for name in ["hammer", "bell", "Bad", ".hidden"] {
            try files.createDirectories(root.clustersDirectory + "/" + name)
        }
        try files.writeNew(root.clustersDirectory + "/file", [], durable: false)
        #expect(try root.clusters(in: files).map(\.name.text) == ["bell", "hammer"])
    }
}
