import Testing

@testable import Scoreboard

@Suite struct GPUAllocationTests {
    private func gpus(_ untyped: Int64, _ typed: [(String, Int)]) -> GPUAllocation {
        GPUAllocation(
            untyped: untyped, typed: typed.map { GPUAllocation.Typed(type: $0.0, count: Int64($0.1)) })
    }

    /// `gres/gpu`, the typed counts, and how many cards that is.
    @Test(arguments: [
        (4, [], 4, "untyped=4"),
        // A site that prints typed and untyped cards apart.
        (1, [("a100", 2)], 3, "a100=2 untyped=1"),
        // Slurm itself repeats the typed ones in the untyped count.
        (2, [("a100", 2)], 2, "a100=2"),
        (5, [("a100", 2), ("v100", 1)], 5, "a100=2 v100=1 untyped=2"),
        (0, [("a100", 2), ("v100", 1)], 3, "a100=2 v100=1"),
        // Parts of a card (MIG) are counted as Slurm counts them.
        (3, [("1g.10gb", 3)], 3, "1g.10gb=3"),
        (0, [], 0, ""),
    ])
    func `Cards are counted once`(untyped: Int64, typed: [(String, Int)], count: Int64, types: String) {
        let gpus = gpus(untyped, typed)
        #expect(gpus.count == count)
        #expect(gpus.types.map { "\($0.type)=\($0.count)" }.joined(separator: " ") == types)
        #expect(gpus.types.reduce(0) { $0 + $1.count } == gpus.count)
    }
}
