import Testing

@testable import Scoreboard

@Suite struct NameTableTests {
    /// Looks a spelling up; the name is the spelling in lower case without realm. Counts how often a name was made.
    private func find(_ spelling: String, in table: NameTable, made: inout Int) -> NameTable.Index {
        var count = 0
        let index = Array(spelling.utf8).withUnsafeBytes { bytes in
            table.index(of: bytes) { raw in
                count += 1
                return String(String(decoding: raw, as: UTF8.self).lowercased().prefix { $0 != "@" })
            }
        }
        made += count
        return index
    }

    @Test func `Names are numbered as they come`() {
        let table = NameTable()
        #expect(table.index(of: "kim") == 0)
        #expect(table.index(of: "lee") == 1)
        #expect(table.index(of: "kim") == 0)
        #expect(table.names == ["kim", "lee"])
        #expect(table[1] == "lee")
        #expect(table.count == 2)
    }

    @Test func `Several spellings are one name, made once a spelling`() {
        let table = NameTable()
        var made = 0
        for _ in 0..<3 {
            #expect(find("Kim@PURDUE.EDU", in: table, made: &made) == 0)
            #expect(find("kim", in: table, made: &made) == 0)
            #expect(find("KIM", in: table, made: &made) == 0)
            #expect(find("kimberly", in: table, made: &made) == 1)
        }
        #expect(made == 4)
        #expect(table.names == ["kim", "kimberly"])
        #expect(table.index(of: "kim") == 0)
    }

    @Test func `Names of every length and of strange bytes are kept apart`() {
        let table = NameTable()
        // Prefixes of one another, across the eight bytes of a round, and zeros, which hash as little as can be.
        let names =
            (0...40).map { String(repeating: "a", count: $0) }
            + (1...40).map { String(repeating: "\0", count: $0) } + ["é", "\u{1b}[2J", "用户", "a|b", "a b"]
        for (number, name) in names.enumerated() { #expect(table.index(of: name) == NameTable.Index(number)) }
        for (number, name) in names.enumerated() { #expect(table.index(of: name) == NameTable.Index(number)) }
        #expect(table.names == names)
    }

    @Test func `Tens of thousands of names are found again after growth`() {
        let table = NameTable()
        let numbers = 0..<40_000
        // An expectation for each of them takes longer than all else here.
        func misplaced(_ numbers: some Sequence<Int>) -> [Int] {
            numbers.filter { table.index(of: "user\($0)") != NameTable.Index($0) }
        }
        #expect(misplaced(numbers) == [])
        var made = 0
        let others = stride(from: 0, to: 40_000, by: 3).filter {
            find("USER\($0)@REALM", in: table, made: &made) != NameTable.Index($0)
        }
        #expect(others == [])
        #expect(made == 13_334)
        #expect(misplaced(numbers.reversed()) == [])
        #expect(table.count == 40_000)
    }
}
