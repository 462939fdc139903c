import Sacct
import Scoreboard
import Testing

@Suite struct GPUAliasTests {
    private static let header =
        "JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|AllocTRES|Submit|Start|End|Partition\n"

    private func gpus(
        _ aliases: GPUAliases, partition: String = "cpu", nodes: Int = 2, tres: String = "cpu=8",
        start: String = "1700000100"
    ) throws -> GPUAllocation? {
        let row = "1|alice|COMPLETED|60|8|\(nodes)|\(tres)|1700000000|\(start)|1700003700|\(partition)\n"
        let input = try ParsedInput(GPUAliasTests.header + row, rules: ParsingRules(gpuAliases: aliases))
        return input.jobs.first?.gpus
    }

    @Test func aPartitionHasSoManyOnEachNode() throws {
        let aliases = GPUAliases(perNode: ["gpu-a": 4])
        #expect(try gpus(aliases, partition: "gpu-a", nodes: 3)?.count == 12)
        #expect(try gpus(aliases, partition: "gpu-a")?.types == [.init(type: "untyped", count: 8)])
        #expect(try gpus(aliases, partition: "cpu")?.count == 0)
        #expect(try gpus(aliases, partition: "GPU-A")?.count == 0)
        // What the accounting shows is better than what the site says of the partition.
        #expect(try gpus(aliases, partition: "gpu-a", tres: "cpu=8,gres/gpu=1")?.count == 1)
        // A job that never started had none; its partition may be a list.
        #expect(try gpus(aliases, partition: "gpu-a", start: "Unknown")?.count == 0)
        #expect(try gpus(aliases, partition: "gpu-a,cpu")?.count == 0)
        #expect(try gpus(GPUAliases(), partition: "gpu-a")?.count == 0)
    }

    @Test(arguments: [
        ("gres/accel=2", 4), ("cpu=8,gres/accel=3,node=1", 6), ("gres/accel:a=1,gres/accel:b=2", 6),
        ("gres/accel=3,gres/accel:a=1,gres/accel:b=2", 6), ("gres/accelerator=3", 0), ("gres/tpu=5", 5),
        ("gres/accel=1,gres/tpu=1", 3), ("gres/gpu=2,gres/accel=1", 2), ("gres/gpu=1,gres/accel=1", 3),
        ("gres/gpu:a100=2,gres/gpu=2,gres/accel=1", 4), ("gres/gpu:a100=1,gres/gpu=3,gres/accel=1", 3), ("", 0),
    ])
    func aGRESCountsByItsUnits(tres: String, count: Int64) throws {
        let found = try #require(try gpus(GPUAliases(perUnit: ["accel": 2, "tpu": 1]), tres: tres))
        #expect(found.count == count)
        #expect(found.types.reduce(0) { $0 + $1.count } == count)
    }

    @Test func brokenEntriesAreDefects() throws {
        let rules = ParsingRules(gpuAliases: GPUAliases(perUnit: ["accel": 1]))
        for (tres, defect) in [
            ("gres/accel=x", DefectKind.badTRES), ("gres/accel=-1", .badTRES), ("gres/accel=99999999", .overflow),
        ] {
            #expect(try SampleRow(tres: tres).parsed(rules: rules).defects == [defect])
            #expect(try SampleRow(tres: tres).parsed().defects == [])
        }
    }

    @Test func thePartitionIsAskedForOnlyWhenItIsNeeded() {
        let selection = SacctQuery.Selection.ended(from: Timestamp(seconds: 0), to: Timestamp(seconds: 9))
        let plain = SacctQuery(cluster: "a", selection: selection, includesSteps: false)
        #expect(!plain.fields.contains(.partition))
        let more = SacctQuery(cluster: "a", selection: selection, includesSteps: false, includesPartition: true)
        #expect(more.fields == plain.fields + [.partition])
    }
}
