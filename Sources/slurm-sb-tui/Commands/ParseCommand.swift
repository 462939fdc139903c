import ArgumentParser
import Poller
import Sacct
import Scoreboard
import Settings
import Storage

struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Print saved sacct rows as normalized jobs, one JSON object a line.",
        discussion: """
            Ended jobs only, with their steps folded in, in the order of their rows. What was left out is counted by kind \
            on standard error. All jobs of the input are held in memory until their steps are known.
            """)

    @OptionGroup var location: RootOptions
    @OptionGroup var parsing: ParsingOptions

    @Flag(help: "Say how many rows of each kind there are, and print and hold nothing: how fast rows are parsed.")
    var count = false

    @Argument(help: ArgumentHelp("Files of rows; - or nothing is standard input.", valueName: "file"))
    var files: [String] = []

    func run() throws {
        let rules = parsing.rules(try location.settingsToLook(parsing.flags).common).parsing
        var found = ParsedRows(holdsJobs: !count)
        for input in try InputFile.inputs(files, layout: try parsing.layout) {
            try found.read(input, rules: rules)
        }
        found.foldSteps()
        for job in found.jobs { StandardOutput.write(JobLine.json(of: job, user: found.names[job.user])) }
        if count { StandardOutput.write(Array((found.summary + "\n").utf8)) }
        StandardError.write(
            DefectReport.text(found.defects, unknownStates: found.unknownStates, left: found.left))
        if !count { StandardError.write(found.summary + "\n") }
    }
}
