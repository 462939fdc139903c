import ForwardingFileSystem
import Scoreboard
import Storage
import Testing

/// A month's daily rollup, plain and packed.
@Suite struct RollupFileTests {
    private static let month = Month("2026-08")!
    private let directory: TemporaryDirectory
    private let cluster: ClusterDirectory
    private let files: PosixFileSystem

    init() throws {
        directory = try TemporaryDirectory()
        files = PosixFileSystem(root: directory.path)
        cluster = DataRoot(path: directory.path).cluster(try ClusterName("bell"))
        for path in cluster.directories { try files.createDirectories(path) }
    }

    private var file: RollupFile { RollupFile(Self.month, in: cluster, files: files) }
    private var plain: String { cluster.path(of: .dailyRollup(Self.month)) }
    private var packed: String { cluster.path(of: .packedDailyRollup(Self.month)) }

    /// A rollup of some hundred users, of whom each has so many jobs.
    private func text(jobs: Int64 = 3) -> [UInt8] {
        var totals = UserTotals()
        totals.jobs = jobs
        totals.elapsedSeconds = jobs * 600
        let users = Dictionary(uniqueKeysWithValues: (0..<300).map { ("user\($0)", totals) })
        let rollup = DailyRollup(month: Self.month, days: [Self.month.firstDay: users])
        return DailyRollupCodec.encode(rollup, cluster: cluster.name, asOf: Timestamp(seconds: 0))
    }

    private func commit(_ changes: [FileChange]) throws {
        var commit = SliceCommit(cluster: cluster, files: files)
        try commit.commit(changes)
    }

    /// The plain and the packed file that are there.
    private func forms() throws -> [String] {
        try files.list(cluster.dailyRollupsDirectory)
    }

    @Test func packedIsTheSameTextForZcat() throws {
        let text = text()
        try commit(file.writing(text))
        #expect(try forms() == ["2026-08.json"])
        try commit(file.packing())
        #expect(try forms() == ["2026-08.json.gz"])
        #expect(try files.read(packed).count * 4 < text.count)
        #expect(try ShellLine.run("zcat '\(packed)'") == text)
        // Nothing is left to be packed.
        #expect(try file.packing() == [])
    }

    @Test func daysAreThoseWithUsers() throws {
        #expect(try file.days() == [])
        let one = Dictionary(uniqueKeysWithValues: [("ann", UserTotals()), ("bob", UserTotals())])
        let (first, last) = (Self.month.firstDay, Self.month.lastDay)
        let rollup = DailyRollup(month: Self.month, days: [first: one, last: one, first.adding(days: 1): [:]])
        try commit(
            file.writing(DailyRollupCodec.encode(rollup, cluster: cluster.name, asOf: Timestamp(seconds: 0))))
        #expect(try file.days() == [first, last])
        try commit(file.packing())
        #expect(try file.days() == [first, last])
        var damaged = try files.read(packed)
        damaged[damaged.count / 2] ^= 1
        try files.atomicWrite(packed, damaged)
        #expect(throws: DamagedFile.self) { try file.days() }
    }

    /// What `gzip` itself packed is read as well.
    @Test(arguments: ["-1", "-9", "-n"]) func whatGzipPackedIsRead(option: String) throws {
        try files.atomicWrite(plain, text())
        #expect(try ShellLine.run("gzip \(option) '\(plain)'") == [])
        #expect(try forms() == ["2026-08.json.gz"])
        #expect(try file.read()?.text() == text())
    }

    @Test func eitherFormIsRead() throws {
        #expect(try file.stored == nil && file.decoded() == nil)
        #expect(try file.path == plain)
        #expect(try cluster.knownMonths(in: files) == [])
        try commit(file.writing(text()))
        let expected = try DailyRollupCodec.decode(text(), path: "f", cluster: cluster.name, month: Self.month)
        #expect(try file.stored == .dailyRollup(Self.month) && file.path == plain && file.decoded() == expected)
        try commit(file.packing())
        #expect(try file.stored == .packedDailyRollup(Self.month) && file.path == packed)
        #expect(try file.decoded() == expected && file.read()?.path == packed && file.read()?.text() == text())
        #expect(try file.decoded(user: "user7")?.rollup.users == ["user7"])
        #expect(try cluster.knownMonths(in: files) == [Self.month])
        let months = try RollupFile.months(in: cluster, files: files)
        #expect(months.plain == [] && months.packed == [Self.month])
    }

    /// Where both are there, the plain one decides; what is written or changed removes the other.
    @Test func thePlainOneDecides() throws {
        try commit(file.writing(text(jobs: 1)))
        try commit(file.packing())
        let old = try files.read(packed)
        try files.atomicWrite(plain, text(jobs: 2))
        #expect(try forms().count == 2)
        #expect(try file.path == plain && file.read()?.text() == text(jobs: 2))
        #expect(try cluster.knownMonths(in: files) == [Self.month])
        // The one that decides is moved aside last.
        #expect(RollupFile.forms(of: Self.month).last == .dailyRollup(Self.month))
        try commit(file.writing(text(jobs: 3)))
        #expect(try forms() == ["2026-08.json"] && file.read()?.text() == text(jobs: 3))
        try files.atomicWrite(packed, old)
        let same = text(jobs: 3)
        try commit(file.patching(FilePatch(pieces: [.kept(0..<same.count)], crc: Checksum.crc32c(same))))
        #expect(try forms() == ["2026-08.json"] && file.read()?.text() == same)
        try files.atomicWrite(packed, old)
        try commit(file.packing())
        #expect(try forms() == ["2026-08.json.gz"] && file.read()?.text() == same)
        try files.atomicWrite(plain, same)
        try commit(file.removal)
        #expect(try forms() == [])
    }

    /// Adding to a packed month is one commit: killed at any step, one or the other content is there.
    @Test func writingOverAPackedMonthIsAllOrNothing() throws {
        let (before, after) = (text(jobs: 1), text(jobs: 2))
        var contents: Set<[UInt8]> = []
        for fault in [RecordingFileSystem.Fault.crashBefore, .crashInside, .fullDisk] {
            for number in 1...100 {
                try commit(file.removal)
                try commit(file.writing(before))
                try commit(file.packing())
                let failing = RecordingFileSystem(fault, at: number)
                var commit = SliceCommit(cluster: cluster, files: failing)
                try? commit.commit(RollupFile(Self.month, in: cluster, files: failing).writing(after))
                guard failing.hasStruck else { break }
                // Whoever reads without the lock sees one of the two already now.
                let seen = try #require(try file.read()?.text())
                #expect(seen == before || seen == after)
                var recovery = SliceCommit(cluster: cluster, files: files)
                try recovery.recover()
                let content = try #require(try file.read()?.text())
                #expect(try forms() == (content == before ? ["2026-08.json.gz"] : ["2026-08.json"]))
                contents.insert(content)
            }
        }
        #expect(contents == [before, after])
    }

    /// A reader without the lock, in whose hands a month goes from one form to the other.
    @Test(arguments: [true, false]) func aMonthThatChangesItsFormIsFound(isPacking: Bool) throws {
        try commit(file.writing(text()))
        if !isPacking { try commit(file.packing()) }
        let target = try isPacking ? file.packing() : file.writing(text())
        let (cluster, real) = (cluster, files)
        let moving = MovingFileSystem(files: files, path: isPacking ? plain : packed) {
            var commit = SliceCommit(cluster: cluster, files: real)
            try? commit.commit(target)
        }
        #expect(try RollupFile(Self.month, in: cluster, files: moving).read()?.text() == text())
        #expect(try forms() == [isPacking ? "2026-08.json.gz" : "2026-08.json"])
    }

    @Test func damageOfThePackedFileIsFound() throws {
        let text = text()
        try commit(file.writing(text))
        try commit(file.packing())
        let whole = try files.read(packed)
        func content(_ bytes: [UInt8]) throws -> [UInt8]? {
            try files.atomicWrite(packed, bytes)
            do {
                return try file.read()?.text()
            } catch {
                #expect(error is DamagedFile && (error as? DamagedFile)?.path == packed)
                return nil
            }
        }
        for place in whole.indices {
            var flipped = whole
            flipped[place] ^= 1 << UInt8(place % 8)
            // Of the header some bits say nothing of the content: when and on what it was packed.
            let found = try content(flipped)
            #expect(found == nil || found == text && (4..<10).contains(place), "byte \(place)")
            if place % 7 == 0 { #expect(try content(Array(whole[..<place])) == nil, "cut at \(place)") }
        }
        for bytes in [whole + [0], whole + whole, [], text, Array(whole.dropLast(4)) + [255, 255, 255, 255]] {
            #expect(try content(bytes) == nil)
        }
        #expect(try content(whole) == text)
    }

    /// What is damaged is to be told, and not to be packed.
    @Test func aDamagedRollupIsNotPacked() throws {
        var bytes = text()
        bytes[bytes.count / 2] ^= 1
        for damaged in [bytes, Array(text().dropLast()), []] {
            try files.atomicWrite(plain, damaged)
            #expect(throws: DamagedFile.self) { try file.packing() }
        }
        #expect(try forms() == ["2026-08.json"])
    }
}

/// Files that somebody else changes just before one of them is read.
private struct MovingFileSystem: ForwardingFileSystem {
    let files: any FileSystem
    let path: String
    let change: @Sendable () -> Void

    func read(_ path: String) throws(FileSystemError) -> [UInt8] {
        if path == self.path { change() }
        return try files.read(path)
    }
}
