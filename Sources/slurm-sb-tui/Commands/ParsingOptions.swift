import ArgumentParser
import Poller
import Sacct
import Settings

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
        help: ArgumentHelp(stringLiteral: SettingTable.declared.bareRequestedMemory.help))
    var bareRequestedMemory: BareRequestedMemory?

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

    /// What these options set.
    var flags: [FlagValue] { SettingTable.declared.bareRequestedMemory.given(bareRequestedMemory?.rawValue) }

    /// The settings' rules, of the Slurm that was named.
    func rules(_ settings: Settings) -> ReductionRules {
        var rules = settings.reductionRules
        rules.parsing.version = slurmVersion.flatMap { SlurmVersion($0) }
        return rules
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
