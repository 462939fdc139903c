import BloomFilter
import Foundation
import Scoreboard
import Storage
import Testing

@Suite struct SeenMonthReportTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }
    private let month = Month(year: 2026, month: 11)

    @Test func aMonthOfJobs() throws {
        let files = PosixFileSystem(root: directory.path)
        let cluster = DataRoot(path: directory.path).cluster(try ClusterName("bell"))
        #expect(try SeenMonthReport(reading: month, of: cluster, in: files) == nil)
        // At a rate of one half, of 1,024 jobs many are taken for seen.
        var seen = SeenJobs(falsePositiveRate: 0.5)
        for id in 1...1024 { _ = try seen.insert(JobIdentity(jobID: UInt32(id), submitTime: 1_700_000_000)) }
        let (filter, identities) = (try #require(try seen.encodedFilter()), try #require(try seen.encodedIdentities()))
        try files.createDirectories(cluster.seenDirectory)
        try files.atomicWrite(cluster.path(of: .seenFilter(month)), filter)
        try files.atomicWrite(cluster.path(of: .seenIdentities(month)), identities)
        let report = try #require(try SeenMonthReport(reading: month, of: cluster, in: files))
        #expect(report.identityCount == 1024 && report.filter.insertedCount == 1024)
        #expect(report.filterBytes == filter.count && report.identityBytes == identities.count)
        // While n grows from 0 to the plan the rate grows from 0 to one half: with k = 1 the mean is 1 - 1/(2 ln 2),
        // 0.279, so that about 285 of 1,024 are met.
        #expect((230...340).contains(report.falsePositiveCount))
        // Of a month that keeps no filter it is told what it would have, at the rate that is the default.
        try files.remove(cluster.path(of: .seenFilter(month)))
        let bare = try #require(try SeenMonthReport(reading: month, of: cluster, in: files))
        #expect(bare.filterBytes == 0 && bare.identityCount == 1024 && bare.identityBytes == identities.count)
        #expect(bare.filter.insertedCount == 1024 && bare.filter.falsePositiveRate == 1e-4)
        #expect(try cluster.seenMonths(in: files) == [month])
        try Data(filter.prefix(100)).write(to: URL(fileURLWithPath: cluster.path(of: .seenFilter(month))))
        #expect(throws: DamagedFile.self) { try SeenMonthReport(reading: month, of: cluster, in: files) }
    }
}
