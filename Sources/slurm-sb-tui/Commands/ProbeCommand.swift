import ArgumentParser
import Settings
import Storage

struct ProbeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Look whether everything that is needed is here; changes nothing.",
        discussion:
            "Exit codes: 0 all required checks pass; 2 no sacct; 3 the root cannot be used; 4 another check failed.")

    @OptionGroup var location: RootOptions

    @Option(help: "The cluster (default: the setting, else the one that this host belongs to).")
    var cluster: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let settings = location.readSettings(SettingTable.declared.cluster.given(cluster))
        let checks = Probe(settings: settings, environment: wholeEnvironment()).run()
        let code = Probe.exitCode(checks)
        if json {
            StandardOutput.write(ProbeCommand.json(checks, code: code))
        } else {
            for check in checks {
                let mark =
                    switch check.outcome {
                    case .fine: "ok  "
                    case .warning: "warn"
                    case .failed: "FAIL"
                    }
                StandardOutput.write("\(mark)  \(check.name.padded(to: 12))\(check.detail)\n")
            }
        }
        if code != 0 { throw ExitCode(code) }
    }

    private static func json(_ checks: [ProbeCheck], code: Int32) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("schema_version", 1)
            writer.member("exit_code", Int64(code))
            writer.key("checks")
            writer.array(checks) { writer, check in
                writer.newline()
                writer.object { writer in
                    writer.member("name", check.name)
                    writer.member("outcome", check.outcome.rawValue)
                    writer.member("detail", check.detail)
                }
            }
        }
        writer.lastNewline()
        return writer.bytes
    }
}
