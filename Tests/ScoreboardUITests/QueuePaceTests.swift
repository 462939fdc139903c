import Scoreboard
import Testing

@testable import ScoreboardUI

@Suite struct QueuePaceTests {
    private let start = sampleNow

    private func begins(_ pace: inout QueuePace, _ now: Timestamp) -> Bool { pace.begins(now) }

    @Test func openingIsARequestAndThenItIsOnceAMinute() {
        var pace = QueuePace()
        #expect(begins(&pace, start) == true)
        // Never two at a time.
        pace.request()
        #expect(begins(&pace, start + 3600) == false)
        pace.succeeded(start + 2, pause: QueuePace.usual)
        #expect(begins(&pace, start + 61) == false)
        #expect(begins(&pace, start + 62) == true)
    }

    @Test func aRequestWaitsForTenSeconds() {
        var pace = QueuePace()
        _ = pace.begins(start)
        pace.succeeded(start + 1, pause: 60)
        pace.request()
        #expect(pace.secondsToRequest(start + 4) == 6)
        #expect(begins(&pace, start + 9) == false)
        #expect(begins(&pace, start + 10) == true)
        // It is followed once.
        pace.succeeded(start + 10, pause: 60)
        #expect(begins(&pace, start + 69) == false)
        #expect(begins(&pace, start + 70) == true)
    }

    @Test func failuresDoubleThePause() {
        var pace = QueuePace()
        var now = start
        for minutes in [2, 4, 8, 8] as [Int64] {
            #expect(begins(&pace, now) == true)
            pace.failed(now, isRepeated: true)
            #expect(begins(&pace, now + minutes * 60 - 1) == false)
            now = now + minutes * 60
        }
        #expect(begins(&pace, now) == true)
        pace.succeeded(now, pause: 60)
        #expect(pace.failures == 0 && pace.next == now + 60)
    }

    @Test func withoutRepetitionOnlyRequestsCount() {
        var pace = QueuePace()
        _ = pace.begins(start)
        pace.succeeded(start, pause: nil)
        #expect(begins(&pace, start + 100_000) == false)
        pace.request()
        #expect(begins(&pace, start + 100_001) == true)
        pace.failed(start + 100_001, isRepeated: false)
        #expect(begins(&pace, start + 200_000) == false)
    }

    @Test func aClockThatIsSetBackDoesNotStopIt() {
        var pace = QueuePace()
        _ = pace.begins(start)
        pace.succeeded(start, pause: 60)
        #expect(begins(&pace, start - 100_000) == true)
    }
}
