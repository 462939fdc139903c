import ArgumentParser
import Generator
import Poller
import Scoreboard
import Storage

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make believable sacct rows: the same options give the same bytes.",
        discussion: """
            The rows of a cluster's month go to standard output, with a header, as sacct -P prints them. With --into there \
            is a file for each cluster, CLUSTER.txt; one that is not finished is removed.

            \(ClusterProfile.all.map(\.name).joined(separator: ", ")) have a character each: what runs there, for how \
            long, with which Slurm. A number behind one, as in hammer2, makes another of that character. Every other name \
            has one of these characters too.
            """)

    @Option(help: "Job rows of each cluster.")
    var jobs = 10_000

    @Option(help: ArgumentHelp("The month in which they end.", valueName: "yyyy-mm"))
    var month: Month

    @Option(help: "Users.")
    var users = 300

    @Option(help: "The seed of the random numbers.")
    var seed: UInt64 = 1

    @Option(help: "The cluster (default: negishi).")
    var cluster: ClusterName?

    @Option(help: ArgumentHelp("Several clusters: how many, or their names.", valueName: "number or name,…"))
    var clusters: ClusterSelection?

    @Option(help: ArgumentHelp("Write files into this directory, which must be there.", valueName: "directory"))
    var into: String?

    @Flag(help: "Step rows behind each job.")
    var steps = false

    @Option(
        name: .customLong("slurm"),
        help: ArgumentHelp("The Slurm whose format it is (default: each cluster's own).", valueName: "version"))
    var slurmVersion: String?

    func validate() throws {
        guard (1...100_000_000).contains(jobs) else { throw ValidationError("--jobs must be 1 to 100000000") }
        guard (1...1_000_000).contains(users) else { throw ValidationError("--users must be 1 to 1000000") }
        guard cluster == nil || clusters == nil else {
            throw ValidationError("--cluster and --clusters both say of which cluster: leave one out")
        }
        guard into != nil || profiles.count == 1 else {
            throw ValidationError("several clusters need --into: a file for each, in that directory")
        }
        if let slurmVersion, SacctDialect(slurm: slurmVersion) == nil {
            throw ValidationError("'\(slurmVersion)' is no Slurm release like 22.05")
        }
    }

    func run() throws {
        guard let into else {
            for profile in profiles { try plan(profile).writeRows { StandardOutput.write(Array($0)) } }
            return
        }
        // Whoever stops it must not leave half a file behind.
        Termination.handleSignals()
        for profile in profiles {
            try RowFile.make(FilePath.join(into, "\(profile.name).txt")) { file in
                try plan(profile).writeRows {
                    guard !Termination.isRequested else {
                        throw CommandFailure("stopped; the file of \(profile.name) is not made", code: 130)
                    }
                    try file.write($0)
                }
            }
        }
    }

    private var profiles: [ClusterProfile] {
        clusters?.profiles ?? [cluster.map { ClusterProfile(name: $0.text) } ?? .negishi]
    }

    private func plan(_ cluster: ClusterProfile) -> GeneratorPlan {
        GeneratorPlan(
            cluster: cluster, month: month, jobs: jobs, users: users, seed: seed, withSteps: steps,
            dialect: slurmVersion.flatMap { SacctDialect(slurm: $0) })
    }
}
