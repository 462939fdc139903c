import Foundation
import Sacct
import Scoreboard
import Testing

/// What squeue prints, added up by cluster and user.
@Suite struct QueueParserTests {
    private static let fixtures = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/squeue")
    private static let heads =
        "CLUSTER|USER|ST|CPUS|NODES|TASKS|JOBID|SUBMIT_TIME|PRIORITY|TRES_ALLOC|TRES_PER_JOB|TRES_PER_NODE|"
        + "TRES_PER_SOCKET|TRES_PER_TASK|PARTITION|REASON|\n"

    /// A row with what a test does not care about filled in.
    private struct Sample {
        var user = "alice"
        var state = "PD"
        var cpus = "4"
        var nodes = "1"
        var tasks = "1"
        var jobID = "7"
        var submit = "1700000000"
        var priority = "10"
        var tres = "cpu=4,mem=4G,node=1,billing=4"
        var perJob = "N/A"
        var perNode = "N/A"
        var perSocket = "N/A"
        var perTask = "N/A"
        var partition = "cpu"
        var reason = "Priority"

        var line: String {
            [
                "hammer", user, state, cpus, nodes, tasks, jobID, submit, priority, tres, perJob, perNode, perSocket,
                perTask, partition, reason,
            ].map { $0 + "|" }.joined() + "\n"
        }

        /// The row read alone.
        func read(_ aliases: GPUAliases = GPUAliases()) -> (user: UserQueue?, defects: [DefectKind: Int]) {
            let parser = parse(QueueParserTests.heads + line, aliases: aliases)
            return (parser.queues.first { $0.cluster == "hammer" }?.users.first, parser.defects)
        }
    }

    private static func parse(_ text: String, chunk: Int = .max, aliases: GPUAliases = GPUAliases()) -> QueueParser {
        var parser = QueueParser { _ in aliases }
        Array(text.utf8).withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let end = start + min(chunk, bytes.count - start)
                parser.take(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
                start = end
            }
        }
        return parser
    }

    /// The figures of the table beside the capture were worked out by hand.
    @Test(arguments: [Int.max, 1, 7, 1000]) func aRealAnswer(chunk: Int) throws {
        let text = try String(
            contentsOf: Self.fixtures.appendingPathComponent("two-clusters.txt"), encoding: .utf8)
        let table = try String(
            contentsOf: Self.fixtures.appendingPathComponent("two-clusters.tsv"), encoding: .utf8)
        let parser = Self.parse(text, chunk: chunk)
        let found = parser.queues.flatMap { queue in
            queue.users.map { user -> String in
                var words = [queue.cluster, user.user]
                for load in [user.running, user.pending] {
                    words += [load.jobs, load.cpus, load.gpus, load.nodes].map { String($0) }
                }
                words.append(user.oldestSubmit.map { String($0.seconds) } ?? "-")
                words.append(user.next?.reason ?? "-")
                return words.joined(separator: "\t")
            }
        }
        #expect(found == table.split(separator: "\n").map(String.init))
        #expect(parser.queues.map(\.cluster) == ["hammer", "negishi"])
        // The suspended one.
        #expect(parser.queues.map(\.neitherCount) == [1, 0])
        #expect(parser.defects.isEmpty && !parser.endedInsideLine)
    }

    @Test(arguments: [
        ("7", 1), ("7_3", 1), ("15+1", 1), ("11_[1,3-6]", 5), ("12_[1-9%2]", 9), ("14_[1-99:2]", 50), ("14_[0-9:3]", 4),
        ("9_[5]", 1), ("9_[5%1]", 1), ("9_[0-99999]", 100_000), ("9_[1-2,4-8:2,10%20]", 6),
    ])
    func tasksOfAnArray(id: String, tasks: Int64) throws {
        let user = try #require(Sample(nodes: "2", jobID: id).read().user)
        #expect(user.pending == QueueLoad(jobs: tasks, cpus: 4 * tasks, nodes: 2 * tasks))
    }

    @Test(arguments: [
        "", "x", "7_[", "7_[]", "7_[1", "7_[1-]", "7_[-1]", "7_[3-1]", "7_[1-9:0]", "7_[1,,2]", "7_[1,2...]", "7_[a]",
    ])
    func anIDThatIsNone(id: String) {
        let read = Sample(jobID: id).read()
        #expect(read.user == nil && read.defects == [.badJobID: 1], "\(read)")
    }

    @Test func anArrayBeyondAllBounds() {
        for id in ["7_[0-4294967294]", "7_[1-4000000,5000000-9000000,10000000-14000000]"] {
            #expect(Sample(jobID: id).read().defects == [.overflow: 1])
        }
        #expect(Sample(cpus: "16777217").read().defects == [.overflow: 1])
        #expect(Sample(cpus: "16385K").read().defects == [.overflow: 1])
    }

    @Test(arguments: [("2048", 2048), ("4K", 4096), ("1M", 1_048_576), ("2-4", 2), ("0", 0)])
    func numbersWithUnits(text: String, nodes: Int64) {
        #expect(Sample(nodes: text).read().user?.pending.nodes == nodes)
    }

    @Test(arguments: [
        ("R", true), ("CF", true), ("RS", true), ("SI", true), ("PD", false), ("RQ", false), ("RH", false),
        ("SE", false), ("RD", false), ("RF", false),
    ])
    func statesThatCount(state: String, runs: Bool) {
        let user = Sample(state: state).read().user
        #expect(user?.running.jobs == (runs ? 1 : 0) && user?.pending.jobs == (runs ? 0 : 1))
        #expect((user?.next == nil) == runs && (user?.oldestSubmit == nil) == runs)
    }

    @Test(arguments: ["S", "ST", "CG", "CD", "F", "SO", "XY"])
    func statesThatAreNeither(state: String) {
        let parser = Self.parse(Self.heads + Sample(state: state, jobID: "7_[1-3]").line)
        #expect(parser.queues == [ClusterQueue(cluster: "hammer", neitherCount: 3)])
    }

    /// The rules for GPUs are those of jobs that ended; what waits is asked for in other columns, too.
    @Test func gpus() {
        func running(_ sample: Sample) -> Int64? {
            var sample = sample
            sample.state = "R"
            return sample.read().user?.running.gpus
        }
        func pending(_ sample: Sample) -> Int64? { sample.read().user?.pending.gpus }
        #expect(running(Sample(tres: "cpu=4,gres/gpu:a100=2,gres/gpu=2")) == 2)
        #expect(running(Sample(tres: "cpu=4,gres/gpu:a100=2,gres/gpu=1")) == 3)
        #expect(running(Sample(nodes: "2", tres: "gres/gpu=2", perNode: "gres:gpu:4")) == 2)
        // A site that does not account for GPUs.
        #expect(running(Sample(nodes: "2", perNode: "gres:gpu:4")) == 8)
        #expect(pending(Sample(nodes: "3", perJob: "gres:gpu:v100:2", perNode: "gres:gpu:1")) == 2)
        #expect(pending(Sample(nodes: "3", perNode: "gres:gpu:a100:1,gres:gpu:v100:2")) == 9)
        #expect(pending(Sample(nodes: "2", tres: "gres/gpu=2", perNode: "gres/gpu:2")) == 4)
        #expect(pending(Sample(tasks: "5", perTask: "gres/gpu:a100=1")) == 5)
        #expect(pending(Sample(perSocket: "gpu:2")) == 2)
        #expect(pending(Sample(perNode: "gpu")) == 1)
        #expect(pending(Sample(perNode: "gres:gpu:a100")) == 1)
        #expect(pending(Sample(perNode: "gres:gpu:1g.10gb")) == 1)
        #expect(pending(Sample(perNode: "gres:gpu:1g.10gb:3")) == 3)
        #expect(pending(Sample(perNode: "gres:gpumem:40,gres:shard:8,license:gpu:3")) == 0)
        #expect(pending(Sample(jobID: "7_[1-10]", perNode: "gres:gpu:2")) == 20)
        #expect(Sample(perNode: "gres:gpu:a:b").read().defects == [.badTRES: 1])
        #expect(Sample(perNode: "gres:gpu:99999999").read().defects == [.overflow: 1])
        let aliases = GPUAliases(perNode: ["big": 8], perUnit: ["accel": 2])
        #expect(Sample(state: "R", tres: "gres/accel=3").read(aliases).user?.running.gpus == 6)
        #expect(Sample(nodes: "2", partition: "big").read(aliases).user?.pending.gpus == 16)
    }

    @Test func theNextJobIsTheOneOfTheHighestPriority() throws {
        let text =
            Self.heads + Sample(submit: "1700000300", priority: "5", reason: "Resources").line
            + Sample(submit: "1700000100", priority: "0", reason: "JobHeldUser").line
            + Sample(submit: "1700000200", priority: "900", reason: "Priority").line
            + Sample(submit: "N/A", priority: "?", reason: "Dependency").line
        let user = try #require(Self.parse(text).queues.first?.users.first)
        #expect(user.next == UserQueue.NextJob(priority: 900, reason: "Priority"))
        #expect(user.oldestSubmit == Timestamp(seconds: 1_700_000_100))
        #expect(user.pending.jobs == 4)
    }

    /// The last column is Slurm's own text, and may hold anything but a line's end.
    @Test func whateverStandsInTheReason() {
        #expect(Sample(reason: "a|b|c: job requeued").read().user?.next?.reason == "a|b|c: job requeued")
        #expect(Sample(reason: "None").read().user?.next?.reason == "")
        #expect(Sample(reason: "").read().user?.next?.reason == "")
    }

    @Test(arguments: [("Bob@SITE.EDU", "bob"), ("2004", "uid:2004"), ("", "(unknown)"), ("nobody", "nobody")])
    func usersAreNamedAsOnTheBoards(name: String, user: String) {
        #expect(Sample(user: name).read().user?.user == user)
    }

    @Test func malformedRowsAreCountedAndTheOthersStay() {
        let lines = [
            Sample().line, "slurm_load_jobs error\n", "hammer|alice|PD|4\n", String(Sample().line.dropLast(2)) + "\n",
            Sample(cpus: "-4").line, Sample(state: "").line, Sample(cpus: "").line, Sample().line,
        ]
        let parser = Self.parse(Self.heads + lines.joined())
        #expect(parser.queues.first?.users.first?.pending.jobs == 2)
        #expect(parser.defects == [.fieldCount: 3, .badNumber: 2, .emptyState: 1])
    }

    @Test func aLineWithoutEnd() {
        let long = String(repeating: "x", count: 5_000_000)
        let parser = Self.parse(Self.heads + long + "\n" + Sample().line + long, chunk: 65_536)
        #expect(parser.queues.first?.users.first?.pending.jobs == 1)
        #expect(parser.defects == [.lineTooLong: 2])
        #expect(Self.parse(Self.heads + "hammer|al").endedInsideLine)
        #expect(!Self.parse(Self.heads).endedInsideLine)
    }

    /// A cluster has answered when the heads of its columns are there, also with an empty queue.
    @Test func whoAnswered() {
        #expect(Self.parse("").queues.isEmpty)
        #expect(Self.parse("CLUSTER: hammer\n").queues.isEmpty)
        #expect(Self.parse("CLUSTER: hammer\n" + Self.heads).queues == [ClusterQueue(cluster: "hammer")])
        #expect(Self.parse(Self.heads).queues == [ClusterQueue(cluster: "")])
        #expect(Self.parse(Self.heads + Sample().line).queues.map(\.cluster) == ["hammer"])
        let two = "CLUSTER: bell\n\(Self.heads)\nCLUSTER: hammer\n\(Self.heads)\(Sample().line)"
        #expect(Self.parse(two).queues.map(\.cluster) == ["bell", "hammer"])
        #expect(Self.parse(two).queues.map(\.users.count) == [0, 1])
    }
}
