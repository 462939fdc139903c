import ArgumentParser
import Sacct

/// What saved rows mean, beyond what they say: of the commands that read them.
struct ParsingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The columns of the rows, separated by commas or |, when they have no header.", valueName: "list"))
    var fields: String?

    @Option(
        name: .customLong("slurm"),
        help: ArgumentHelp("The Slurm release that printed the rows, for instance 20.11.", valueName: "version"))
    var slurmVersion: String?

    @Option(
        name: .customLong("reqmem-bare"),
        help: "What a ReqMem without c or n is: auto (per node before Slurm 21.08, the job's total since), node, job.")
    var bareRequestedMemory = BareRequestedMemory.auto

    func validate() throws {
        if let slurmVersion, SlurmVersion(slurmVersion) == nil {
            throw ValidationError("'\(slurmVersion)' is no Slurm release like 22.05 or 22.05.8")
        }
        do {
            _ = try layout
        } catch {
            throw ValidationError("--fields: \(error)")
        }
    }

    var rules: ParsingRules {
        ParsingRules(
            bareRequestedMemory: bareRequestedMemory, version: slurmVersion.flatMap { SlurmVersion($0) })
    }

    /// Nil when the rows have a header.
    var layout: RowLayout? {
        get throws(LayoutError) {
            guard let fields else { return nil }
            return try RowLayout(columnNames: fields.split { $0 == "," || $0 == "|" })
        }
    }
}

extension BareRequestedMemory: ExpressibleByArgument {}
