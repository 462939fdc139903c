import ArgumentParser
import Poller
import Sacct
import Scoreboard
import Storage

struct SacctCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sacct",
        abstract: "Ask the accounting as the poller does, and print the rows.",
        discussion: """
            For finding out what the accounting says: the rows that ended in a window go to standard output, with a header, \
            and what happened goes to standard error. Counts against nothing and writes no file.
            """)

    @Option(help: "The cluster.")
    var cluster: ClusterName

    @Option(help: ArgumentHelp("Jobs that ended at or after this time (UTC).", valueName: "time"))
    var since: Timestamp

    @Option(help: ArgumentHelp("Jobs that ended before this time (UTC; default: now).", valueName: "time"))
    var until: Timestamp?

    @Flag(help: "The step rows too.")
    var steps = false

    @Option(help: "How long the call may take, in seconds.")
    var timeout = 300

    @OptionGroup var location: RootOptions

    func validate() throws {
        if let until, until <= since { throw ValidationError("--until must be later than --since") }
    }

    func run() throws {
        let source = SacctProcess(environment: wholeEnvironment(), timeoutSeconds: timeout)
        let capabilities = try source.capabilities()
        let query = SacctQuery(
            cluster: cluster.text, selection: .ended(from: since, to: until ?? location.clock.now()),
            includesSteps: steps, lacking: capabilities.lackingFields)
        StandardError.write("sacct \(query.arguments.joined(separator: " "))\n")
        // Printed when the answer is whole: half an answer is no answer.
        var lines = Array(query.fields.map(\.name).joined(separator: "|").utf8) + [UInt8(ascii: "\n")]
        let answer = try source.rows(for: query) { row, _ in
            row.line.append(to: &lines)
            lines.append(UInt8(ascii: "\n"))
        }
        StandardOutput.write(lines)
        StandardError.write("\(answer.rowCount) rows, \(answer.byteCount) bytes, \(answer.milliseconds) ms\n")
        if answer.rowCount == 0 {
            let known = try source.accountedClusters()
            guard known.contains(where: { $0.lowercased() == cluster.text }) else {
                throw CommandFailure(
                    "the accounting knows no cluster '\(cluster)'; it knows \(known.joined(separator: ", "))")
            }
        }
    }
}
