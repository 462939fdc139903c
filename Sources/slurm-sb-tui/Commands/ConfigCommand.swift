import ArgumentParser
import Sacct
import Settings
import Storage

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print every setting and where its value comes from.",
        discussion: """
            From the weakest to the strongest: the default, <root>/config/policy.json, ~/.slurm_scoreboard/config.yaml, \
            $SLURM_SB_KEY, flags. <root>/config/clusters.json lists the clusters.

            Exit codes: 0 all settings are good; 2 something is wrong, and standard error says where.
            """)

    @OptionGroup var location: RootOptions

    @Option(help: "The cluster whose own settings count.")
    var cluster: String?

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print nothing but what is wrong.")
    var check = false

    @Flag(help: "Print what there is to set, as a table in Markdown.")
    var reference = false

    @Option(
        help: ArgumentHelp(
            "Print a documented sample: \(SampleFile.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "file"))
    var sample: SampleFile?

    func run() throws {
        if let sample { return StandardOutput.write(sample.text) }
        if reference { return StandardOutput.write(SettingsReference.markdown) }
        let read = location.readSettings(SettingTable.declared.cluster.given(cluster))
        let report = SettingsReport(read, cluster: read.common.cluster)
        if json {
            StandardOutput.write(report.json)
        } else if !check {
            for line in report.lines { StandardOutput.write(line.escapedForTerminal + "\n") }
        }
        let problems = read.problems + location.themes(read, home: environment("HOME")).problems
        guard !problems.isEmpty else { return }
        throw CommandFailure(problems.map(\.description).joined(separator: "\n"), code: 2)
    }
}

extension SampleFile: ExpressibleByArgument {}
