import Poller
import Sacct
import Scoreboard
import Storage
import Testing

@Suite struct PollEventTests {
    static let time = PollBench.noon

    @Test func aSliceIsToldWithItsFigures() {
        var counts = SliceCounts()
        counts.calls = 2
        counts.bytes = 300
        counts.jobs = 5
        counts.newJobs = 3
        let window = Timestamp("2026-10-31T22:00:00Z")!..<Timestamp("2026-11-01T00:00:00Z")!
        let event = PollEvent.sliceRead(window, phase: .backfill, counts: counts, waitedMilliseconds: 70)
            .logEvent(at: Self.time, cluster: "hammer")
        #expect(
            event
                == LogEvent(
                    time: Self.time, cluster: "hammer", phase: .backfill, month: Month("2026-10")!, calls: 2,
                    bytes: 300,
                    jobsSeen: 5, jobsNew: 3, rateSleepMilliseconds: 70,
                    message: "2026-10-31T22:00:00Z to 2026-11-01T00:00:00Z"))
    }

    @Test(arguments: [
        (PollEvent.stopped, LogEvent.Level.info, LogEvent.Phase.finish),
        (.failed(message: "no"), .error, .finish),
        (.lackingFields([.consumedEnergy]), .warning, .probe),
        (.unknownState("NEW"), .warning, .parse),
        (.rowsLeftOut(kind: .badTime, count: 2, sample: "x"), .warning, .parse),
        (.waiting(milliseconds: 59_001, callsPerMinute: 2, phase: .catchUp), .info, .catchUp),
    ])
    func levelsAndPhases(event: PollEvent, level: LogEvent.Level, phase: LogEvent.Phase) {
        let line = event.logEvent(at: Self.time, cluster: "hammer")
        #expect(line.level == level)
        #expect(line.phase == phase)
        #expect(line.message?.isEmpty == false)
    }

    @Test func waitingIsRoundedUp() {
        let event = PollEvent.waiting(milliseconds: 59_001, callsPerMinute: 2, phase: .catchUp)
        #expect(
            event.logEvent(at: Self.time, cluster: "h").message == "waiting 60 s: 2 calls of sacct a minute are allowed"
        )
    }
}
