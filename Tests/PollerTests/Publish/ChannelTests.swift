import Glibc
import Sacct
import Testing

@testable import Poller

/// Items on their way from one thread to another.
@Suite struct ChannelTests {
    private final class Taker: @unchecked Sendable {
        let channel = Channel<Int>(capacity: 2)
        /// Its own until its thread has ended.
        private(set) var taken: [Int] = []

        func run() {
            while let item = channel.receive() { taken.append(item) }
        }
    }

    @Test func noMoreIsTakenThanThereIsRoomFor() {
        let channel = Channel<Int>(capacity: 2)
        #expect(channel.offer(1) && channel.offer(2) && !channel.offer(3))
        #expect(channel.receive() == 1)
        #expect(channel.offer(4) && !channel.offer(5))
        channel.finish()
        #expect(channel.receive() == 2 && channel.receive() == 4 && channel.receive() == nil)
    }

    @Test func nothingIsTakenAfterTheEnd() {
        let channel = Channel<Int>(capacity: 2)
        channel.close()
        #expect(!channel.offer(1))
    }

    @Test func anotherThreadGetsThemInTheirOrder() {
        let taker = Taker()
        let thread = WorkThread { taker.run() }
        var offered = 0
        while offered < 1000 {
            if taker.channel.offer(offered) { offered += 1 } else { sched_yield() }
        }
        taker.channel.finish()
        thread?.wait()
        #expect(taker.taken == Array(0..<1000))
    }
}
