import Sacct
import Scoreboard
import Testing

@Suite struct GPUTests {
    @Test(arguments: [
        ("billing=8,cpu=8,gres/gpu=4,mem=1G,node=1", 4),
        ("gres/gpu:a100=2,gres/gpu=1", 3),
        ("gres/gpu:a100=2,gres/gpu=2", 2),
        ("gres/gpu:a100=2", 2),
        ("gres/gpu:a100=1,gres/gpu:v100=1,gres/gpu=2", 2),
        ("gres/gpu=4,gres/gpu:a100=2", 4),
        ("gres/gpu:1g.10gb=1", 1),
        ("cpu=1,gres/gpumem=40000M", 0),
        ("gres/gpuutil=80,gres/shard=8,license/matlab=1", 0),
        ("", 0), ("cpu=4", 0), ("gres/gpu=0", 0), ("gres/gpu:a100=0,gres/gpu=0", 0),
        ("license/gres/gpu=9", 0),
    ])
    func count(tres: String, gpus: Int64) throws {
        let input = try SampleRow(tres: tres).parsed()
        #expect(input.jobs.first?.gpus.count == gpus)
    }

    @Test func typesAreKeptAndTheRestIsUntyped() throws {
        let gpus = try SampleRow(tres: "gres/gpu=5,gres/gpu:a100=2,gres/gpu:v100=1").parsed().jobs.first?.gpus
        #expect(
            gpus?.types == [
                .init(type: "a100", count: 2), .init(type: "v100", count: 1), .init(type: "untyped", count: 2),
            ])
    }

    @Test(arguments: ["gres/gpu=two", "gres/gpu:=2", "gres/gpu:a100", "gres/gpu=-1", "gres/gpu=4M"])
    func brokenEntriesAreDefects(tres: String) throws {
        #expect(try SampleRow(tres: tres).parsed().defects == [.badTRES])
    }
}
