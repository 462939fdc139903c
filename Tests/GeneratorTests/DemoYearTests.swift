import Scoreboard
import Testing

@testable import Generator

@Suite("The demonstration year")
struct DemoYearTests {
    /// 2026-11-23T18:00:00Z, from `date -u -d … +%s`.
    let now = Timestamp(seconds: 1_795_456_800)

    @Test("Five clusters, thirteen months, more than 365 days, until now")
    func pieces() {
        let year = DemoYear(endingAt: now)
        #expect(year.pieces.count == 65)
        #expect(Set(year.pieces.map(\.cluster)) == ["hammer", "negishi", "bell", "gautschi", "gilbreth"])
        #expect(year.pieces.first?.month.description == "2025-11")
        #expect(year.pieces.last?.month.description == "2026-11")
        #expect((250_000...400_000).contains(year.jobs))
        for cluster in ClusterProfile.all {
            let spans = year.pieces.filter { $0.cluster == cluster.name }.map(\.plan.span)
            #expect(spans.first?.lowerBound.description == "2025-11-01T00:00:00Z")
            #expect(spans.last?.upperBound == now)
            #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        }
    }

    @Test("Identities are unique over a cluster's year; only the last month has open jobs")
    func identities() throws {
        let year = DemoYear(endingAt: now, jobs: 12_000, users: 100)
        var seen: [String: Set<String>] = [:]
        for piece in year.pieces {
            for row in try GeneratedText(piece.plan).jobs {
                let isNew = seen[piece.cluster, default: []].insert("\(row["JobIDRaw"])/\(row["Submit"])").inserted
                #expect(isNew)
                #expect(!row.isOpen || piece.plan.span.upperBound == now)
                #expect(row.isOpen || row.integer("End") < 1_795_456_800)
            }
        }
    }

    @Test("The first second of a month has no empty piece")
    func monthStart() {
        let year = DemoYear(endingAt: Month(year: 2026, month: 11).firstDay.start, jobs: 5000)
        #expect(year.pieces.count == 60)
        #expect(year.pieces.last?.month.description == "2026-10")
        #expect(year.pieces.last?.plan.openJobs ?? 0 > 0)
    }

    @Test("The year has people who come, go and change")
    func life() throws {
        var early: Set<String> = []
        var late: Set<String> = []
        for piece in DemoYear(endingAt: now, jobs: 60_000).pieces where piece.cluster == "gautschi" {
            let users = try GeneratedText(piece.plan).jobs.map { $0["User"] }
            if piece.month < Month(year: 2026, month: 9) { early.formUnion(users) } else { late.formUnion(users) }
        }
        #expect(late.subtracting(early).count >= 3)
        #expect(early.subtracting(late).count >= 3)
    }
}
