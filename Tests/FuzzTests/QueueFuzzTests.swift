import Foundation
import Sacct
import Scoreboard
import SeededNumbers
import Testing

/// Bytes thrown at the queue's parser. Nothing crashes; where chunks end changes nothing; a row counts or is a defect; and no
/// sum is beyond what the rows can hold.
@Suite struct QueueFuzzTests {
    private static let interesting: [String] = [
        "|", "\n", "\r", "CLUSTER: x", "CLUSTER: ", "CLUSTER|USER|ST", "||||||||||||||||", "PD", "R", "CG", "[", "]",
        "_[", "%",
        ":", "-", ",", "...", "0", "4K", "9M", "1-4294967294", "0-8388607", "9223372036854775807",
        "99999999999999999999", "gres/gpu=2", "gres/gpu:a100=2", "gres:gpu:a100:2", "gres:gpu", "gpu:",
        "gres:gpu:99999999",
        "N/A", "None", "Unknown", "é", "\u{1B}[31m", "@", "nobody", "+0",
    ]

    private static func read(_ bytes: [UInt8], _ random: inout SeededGenerator) -> QueueParser {
        var parser = QueueParser()
        let largest = [1, 5, 64, 4096, 1 << 20][random.below(5)]
        bytes.withUnsafeBytes { buffer in
            var start = 0
            while start < buffer.count {
                let count = min(1 + random.below(largest), buffer.count - start)
                parser.take(UnsafeRawBufferPointer(rebasing: buffer[start..<start + count]))
                start += count
            }
        }
        return parser
    }

    @Test func mutatedAnswers() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Fixtures/squeue/two-clusters.txt")
        let answer = Array(try Data(contentsOf: file))
        var random = SeededGenerator(seed: 66)
        let mutator = Mutator(tokens: Self.interesting)
        let start = ContinuousClock.now
        let inputs = 400 * FuzzBudget.factor
        for _ in 0..<inputs {
            var bytes = answer
            for _ in 0..<1 + random.below(40) { mutator.mutate(&bytes, splicing: answer, &random) }
            let parser = Self.read(bytes, &random)
            let again = Self.read(bytes, &random)
            #expect(parser.queues == again.queues && parser.defects == again.defects)
            #expect(parser.endedInsideLine == again.endedInsideLine)
            let lines = bytes.count { $0 == UInt8(ascii: "\n") }
            #expect(parser.defects.values.reduce(0, +) <= lines)
            for queue in parser.queues {
                #expect(queue.neitherCount >= 0)
                #expect(queue.users.map(\.user) == queue.users.map(\.user).sorted())
                for user in queue.users {
                    for load in [user.running, user.pending] {
                        #expect(load.jobs >= 0 && load.cpus >= 0 && load.gpus >= 0 && load.nodes >= 0)
                        #expect(load.jobs <= Int64(lines) << 23 && load.gpus <= load.jobs << 20)
                    }
                    #expect(user.running.jobs + user.pending.jobs > 0)
                    #expect((user.next == nil) == (user.pending.jobs == 0))
                }
            }
        }
        FuzzBudget.report("the queue", inputs: inputs, since: start)
    }
}
