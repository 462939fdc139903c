import Testing

@testable import Sacct

/// How long a program is let write before it is read again.
@Suite struct ReadPaceTests {
    @Test func littleAtATimeIsWaitedForLongerAndLonger() {
        var pace = ReadPace()
        #expect((0..<7).map { _ in pace.pause(afterReading: 4096) } == [1, 2, 4, 8, 16, 16, 16])
    }

    @Test func whoWritesMuchIsNotKeptWaiting() {
        var pace = ReadPace()
        for _ in 0..<4 { _ = pace.pause(afterReading: 4096) }
        #expect(pace.pause(afterReading: 32_768) == 0)
        #expect(pace.pause(afterReading: 65_536) == 0)
        #expect(pace.pause(afterReading: 32_767) == 1)
    }

    @Test func theEndIsNotWaitedFor() {
        var pace = ReadPace()
        _ = pace.pause(afterReading: 10)
        #expect(pace.pause(afterReading: 0) == 0)
    }
}
