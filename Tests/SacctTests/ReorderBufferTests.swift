import Glibc
import Testing

@testable import Sacct

/// What threads put in, in any order, comes out in that of its numbers.
@Suite struct ReorderBufferTests {
    /// Four threads take the next number and put it in, some after a detour.
    private final class Counting: @unchecked Sendable {
        let buffer = ReorderBuffer<Int>(capacity: 3)
        private let lock = PosixLock()
        private var next = 0
        private(set) var refused = 0
        private let count: Int

        init(count: Int) { self.count = count }

        func run(_ thread: Int) {
            while true {
                let number: Int? = lock.locked {
                    if next == count { return nil }
                    next += 1
                    return next - 1
                }
                guard let number else { break }
                if number % 4 == thread { for _ in 0..<200 { sched_yield() } }
                guard buffer.put(number * 10, number: number) else { return lock.locked { refused += 1 } }
            }
            buffer.finish(after: count)
        }

        /// How far the numbers are that threads have begun with.
        var begun: Int { lock.locked { next } }
    }

    @Test(arguments: [0, 1, 2, 7, 2000]) func orderIsThatOfTheNumbers(count: Int) {
        let counting = Counting(count: count)
        let threads = (0..<4).compactMap { number in WorkThread { counting.run(number) } }
        #expect(threads.count == 4)
        var taken: [Int] = []
        while let item = counting.buffer.take() { taken.append(item) }
        for thread in threads { thread.wait() }
        #expect(taken == (0..<count).map { $0 * 10 })
    }

    /// Three wait in the buffer, and each of four threads holds one more at most.
    @Test func nobodyGetsFarAhead() {
        let counting = Counting(count: 100)
        let threads = (0..<4).compactMap { number in WorkThread { counting.run(number) } }
        #expect(counting.buffer.take() == 0)
        for _ in 0..<2000 { sched_yield() }
        #expect(counting.begun <= 1 + 3 + 4)
        counting.buffer.close()
        for thread in threads { thread.wait() }
        #expect(counting.refused == 4)
    }
}
