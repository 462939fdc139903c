import Scoreboard
import SeededNumbers
import Storage
import Testing

@Suite struct ArchivedTotalsTests {
    private static let cluster = (try? ClusterName("hammer"))!
    private static let now = Timestamp(seconds: 1_795_435_200)
    private static let months = [Month("2020-02")!: Int64(3), Month("2019-12")!: 0, Month("2020-01")!: 12]

    @Test func anArchiveComesBack() throws {
        var random = SeededGenerator(seed: 5)
        let users =
            ["alice", "b\"ob", "", "é"].map { ($0, UserTotals.sample(&random)) } + [("max", UserTotals.largest)]
        let totals = ArchivedTotals(months: Self.months, users: Dictionary(uniqueKeysWithValues: users))
        let bytes = ArchivedTotalsCodec.encode(totals, cluster: Self.cluster, asOf: Self.now)
        let content = try ArchivedTotalsCodec.decode(bytes, path: "x", cluster: Self.cluster)
        #expect(content == .init(asOf: Self.now, totals: totals))
        #expect(throws: DamagedFile.self) {
            try ArchivedTotalsCodec.decode(bytes, path: "x", cluster: try ClusterName("other"))
        }
        for place in stride(from: 0, to: bytes.count, by: 7) {
            var flipped = bytes
            flipped[place] ^= 4
            #expect(throws: DamagedFile.self) {
                try ArchivedTotalsCodec.decode(flipped, path: "x", cluster: Self.cluster)
            }
        }
    }

    @Test func theFileIsInOrder() throws {
        let bytes = ArchivedTotalsCodec.encode(
            ArchivedTotals(months: Self.months), cluster: Self.cluster, asOf: Self.now)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(
            lines.dropLast() == [
                #"{"schema_version":1,"cluster":"hammer","asof":"2026-11-23T12:00:00Z","months":["#,
                #"{"month":"2019-12","jobs":0},"#, #"{"month":"2020-01","jobs":12},"#,
                #"{"month":"2020-02","jobs":3}],"#, #""users":[],"#,
            ])
    }

    @Test func usersAreAddedAndTakenOut() {
        var (one, two) = (UserTotals(), UserTotals())
        (one.jobs, two.jobs) = (2, 5)
        var archive = ArchivedTotals()
        archive.count(7, in: Month("2020-01")!)
        archive.add(["a": one, "b": two])
        archive.add(["a": two])
        #expect(archive.users["a"]?.jobs == 7)
        #expect(archive.jobCount == 12)
        let leaving = archive.remove { $0 == "b" }
        #expect(leaving == ["b": two])
        #expect(archive.users.keys.sorted() == ["a"])
        #expect(archive.months == [Month("2020-01")!: 7])
    }

    @Test(arguments: [
        #""months":[{"month":"2020-01","jobs":1},{"month":"2020-01","jobs":1}],"users":[]"#,
        #""months":[{"month":"2020-13","jobs":1}],"users":[]"#, #""months":[{"month":"2020-01","jobs":-1}],"users":[]"#,
        #""months":[{"month":"2020-01"}],"users":[]"#, #""users":[]"#, #""months":[]"#,
        #""months":[],"users":[{"username":"a"},{"username":"a"}]"#,
    ])
    func nonsenseIsRefused(members: String) throws {
        var reader = JSONReader(Array("{\(members)}".utf8))
        try reader.skip()
        let bytes =
            Array(#"{"schema_version":1,"cluster":"hammer","asof":"2026-11-23T12:00:00Z",\#(members),"#.utf8) + [10]
        let whole = bytes + Array(#""checksum":"\#(Self.hexadecimal(Checksum.crc32c(bytes)))"}"#.utf8) + [10]
        let error = #expect(throws: DamagedFile.self) {
            try ArchivedTotalsCodec.decode(whole, path: "x", cluster: Self.cluster)
        }
        #expect(error?.reason != .checksumMismatch && error?.reason != .noChecksum)
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
