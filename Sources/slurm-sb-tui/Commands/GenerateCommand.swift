import ArgumentParser
import Generator
import Scoreboard
import Storage

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make believable sacct rows: the same options give the same bytes.",
        discussion: "The rows of one cluster's month go to standard output, with a header, as sacct -P prints them.")

    @Option(help: "Job rows.")
    var jobs = 10_000

    @Option(help: ArgumentHelp("The month in which they end.", valueName: "yyyy-mm"))
    var month: Month

    @Option(help: "Users.")
    var users = 300

    @Option(help: "The seed of the random numbers.")
    var seed: UInt64 = 1

    @Option(
        name: .customLong("cluster"),
        help: "The cluster whose character they have: \(ClusterProfile.all.map(\.name).joined(separator: ", ")).")
    var clusterName = ClusterProfile.negishi.name

    @Flag(help: "Step rows behind each job.")
    var steps = false

    @Option(name: .customLong("slurm"), help: ArgumentHelp("The Slurm whose format it is.", valueName: "version"))
    var slurmVersion: String?

    func validate() throws {
        guard (1...100_000_000).contains(jobs) else { throw ValidationError("--jobs must be 1 to 100000000") }
        guard (1...1_000_000).contains(users) else { throw ValidationError("--users must be 1 to 1000000") }
        guard ClusterProfile(name: clusterName) != nil else {
            let names = ClusterProfile.all.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no cluster '\(clusterName)' to imitate: \(names)")
        }
        if let slurmVersion, SacctDialect(slurm: slurmVersion) == nil {
            throw ValidationError("'\(slurmVersion)' is no Slurm release like 22.05")
        }
    }

    func run() throws {
        let plan = GeneratorPlan(
            cluster: ClusterProfile(name: clusterName) ?? .negishi, month: month, jobs: jobs, users: users, seed: seed,
            withSteps: steps, dialect: slurmVersion.flatMap { SacctDialect(slurm: $0) })
        try plan.writeRows { StandardOutput.write(Array($0)) }
    }
}
