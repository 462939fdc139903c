import Foundation
import Scoreboard
import Storage
import Testing

@Suite struct RawRowsTests {
    private static let cluster = (try? ClusterName("hammer"))!
    private static let time = Timestamp(seconds: 1_795_435_200)
    private static let slice = RawRows.Slice(
        slurmVersion: "22.05.8", window: time - 7200..<time, readAt: time + 3, settledBefore: time - 300)

    private static func text(lines: Int) -> [UInt8] {
        Array((0..<lines).map { "\($0)|user\($0 % 7)|COMPLETED|\($0 &* 7919 % 86_400)|4\n" }.joined().utf8)
    }

    private static func compressed(_ bytes: [UInt8], pieces: Int = 1000) -> [UInt8] {
        let stream = DeflateStream()
        for from in stride(from: 0, to: bytes.count, by: pieces) {
            stream.append(Array(bytes[from..<min(from + pieces, bytes.count)]))
        }
        return stream.finish()
    }

    private static func expanded(_ bytes: ArraySlice<UInt8>, by size: Int) throws -> [UInt8] {
        let stream = InflateStream(bytes, path: "x")
        var (all, piece): ([UInt8], [UInt8]) = ([], [UInt8](repeating: 0, count: size))
        while true {
            let count = try piece.withUnsafeMutableBytes { try stream.read(into: $0) }
            if count == 0 { return all }
            all += piece[..<count]
        }
    }

    @Test(arguments: [0, 1, 30_000]) func whatWasCompressedComesBack(lines: Int) throws {
        let text = Self.text(lines: lines)
        let small = Self.compressed(text)
        if lines > 1000 { #expect(small.count * 3 < text.count) }
        #expect(Self.compressed(text, pieces: 100_000) == small)
        for size in [1 << 18, 77] { #expect(try Self.expanded(small[...], by: size) == text) }
    }

    /// The system's own gzip reads the part behind the two lines.
    @Test func gzipReadsIt() throws {
        let text = Self.text(lines: 5000)
        let rows = RawRows(slice: Self.slice, rowCount: 5000, compressed: Self.compressed(text)[...])
        let directory = try TemporaryDirectory()
        let path = directory.path + "/x.rows"
        try Data(rows.encoded(cluster: Self.cluster)).write(to: URL(fileURLWithPath: path))
        #expect(try ShellLine.run("tail -n +3 '\(path)' | gzip -dc") == text)
    }

    @Test func theHeadSaysWhatTheRowsAre() throws {
        let rows = RawRows(slice: Self.slice, rowCount: 9, compressed: [1, 2, 3])
        let bytes = rows.encoded(cluster: Self.cluster)
        let head = String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)
        #expect(
            head.hasPrefix(
                #"{"schema_version":1,"cluster":"hammer","slurm":"22.05.8","from":"2026-11-23T10:00:00Z","#
                    + #""to":"2026-11-23T12:00:00Z","read_at":"2026-11-23T12:00:03Z","#
                    + #""settled_before":"2026-11-23T11:55:00Z","rows":9,"size":3,"crc":""#), "\(head)")
        let decoded = try RawRows(decoding: bytes, path: "x", cluster: Self.cluster)
        #expect(decoded.slice == Self.slice)
        #expect(decoded.rowCount == 9)
        #expect(Array(decoded.compressed) == [1, 2, 3])
    }

    @Test func aDamagedFileIsFound() throws {
        let rows = RawRows(slice: Self.slice, rowCount: 40, compressed: Self.compressed(Self.text(lines: 40))[...])
        let bytes = rows.encoded(cluster: Self.cluster)
        for place in bytes.indices {
            var flipped = bytes
            flipped[place] ^= 1 << UInt8(place % 8)
            #expect(throws: DamagedFile.self, "byte \(place)") {
                try RawRows(decoding: flipped, path: "x", cluster: Self.cluster)
            }
            #expect(throws: DamagedFile.self, "cut at \(place)") {
                try RawRows(decoding: Array(bytes[..<place]), path: "x", cluster: Self.cluster)
            }
        }
        #expect(throws: DamagedFile.self) { try RawRows(decoding: bytes + [0], path: "x", cluster: Self.cluster) }
        #expect(throws: DamagedFile.self) {
            try RawRows(decoding: bytes, path: "x", cluster: try ClusterName("other"))
        }
    }

    /// Content that is whole by its checksum and was never compressed rows.
    @Test func whatCannotBeExpandedIsDamaged() {
        let cut = Self.compressed(Self.text(lines: 1000)).dropLast(20)
        for bytes in [cut, [1, 2, 3, 4], []] {
            #expect(throws: DamagedFile.self) { try Self.expanded(bytes, by: 4096) }
        }
    }

    @Test func namesAreInTheOrderOfReading() throws {
        let names = ["20261123T120000Z.10.rows", "20261123T120000Z.9.rows", "20251231T235959Z.0.rows"]
        #expect(names.compactMap { RawRowsName($0) }.sorted().map(\.text) == [names[2], names[1], names[0]])
        let name = try #require(RawRowsName(names[0]))
        #expect(name.readAt == Self.time && name.number == 10 && !name.isSetAside)
        #expect(ClusterFile.rawRows(Self.time, number: 10).relativePath == "state/raw/\(names[0])")
        #expect(RawRowsName(names[0] + ".20261124T000000Z.bad")?.isSetAside == true)
        for other in [
            "", "x", ".rows", "20261123T120000Z.rows", "20261123T120000Z.0.txt", "20261323T120000Z.0.rows",
            "2026é123T12000Z.0.rows",
        ] {
            #expect(RawRowsName(other) == nil, "\(other)")
        }
    }
}
