import Sacct
import Synchronization
import Testing

@testable import Poller

@Suite struct SharedPiecesTests {
    private struct Stop: Error {}

    @Test(arguments: [0, 1, 2, 300]) func eachPieceIsDoneOnce(count: Int) {
        let done = (0..<count).map { _ in Counter() }
        var own = 0
        SharedPieces(done.map { counter in { counter.add() } }).run { own += 1 }
        #expect(own == 1)
        #expect(done.allSatisfy { $0.value == 1 })
    }

    /// They are of others, who wait for them.
    @Test func whatTheCallerThrowsComesWhenAllPiecesAreDone() {
        let done = (0..<50).map { _ in Counter() }
        #expect(throws: Stop.self) {
            try SharedPieces(done.map { counter in { counter.add() } }).run { throw Stop() }
        }
        #expect(done.allSatisfy { $0.value == 1 })
    }

    /// The first tells three more, which need what it made; two others need nothing.
    @Test func whatTheFirstTellsIsDoneBehindIt() {
        let others = (0..<2).map { _ in Counter() }
        let (first, behind, own) = (Counter(), Counter(), Counter())
        let pieces = SharedPieces(others.map { counter in { counter.add() } }) {
            first.add()
            return (0..<3).map { _ in { if first.value == 1 { behind.add() } } }
        }
        pieces.run { own.add() }
        #expect(others.map(\.value) == [1, 1])
        #expect(first.value == 1 && behind.value == 3 && own.value == 1)
    }

    /// Whoever has nothing left to do waits for what the first is still to tell.
    @Test func theFirstMayTakeLonger() {
        let behind = Counter()
        let hasBegun = PosixLock()
        let isOver = PosixCondition(hasBegun)
        nonisolated(unsafe) var ownIsDone = false
        SharedPieces([]) {
            hasBegun.locked { while !ownIsDone { isOver.sleep() } }
            return [{ behind.add() }]
        }.run {
            hasBegun.locked {
                ownIsDone = true
                isOver.wakeAll()
            }
        }
        #expect(behind.value == 1)
    }

    @Test func aValueIsMadeOnceAndKept() {
        let calls = Counter()
        let made = Made {
            calls.add()
            return 7
        }
        made.make()
        #expect(made.value == 7 && made.value == 7 && calls.value == 1)
        let asked = Made { "now" }
        #expect(asked.value == "now")
    }

    private final class Counter: Sendable {
        private let count = Atomic(0)

        func add() { count.wrappingAdd(1, ordering: .relaxed) }

        var value: Int { count.load(ordering: .relaxed) }
    }
}
