import ArgumentParser
import Poller
import Sacct
import Settings
import Storage

/// The options of every command that asks a cluster's accounting and counts what it answers.
struct PollingOptions: ParsableArguments {
    @OptionGroup var location: RootOptions

    @Option(help: "The cluster (default: the setting, else the one that this host belongs to).")
    var cluster: String?

    @Option(help: ArgumentHelp(stringLiteral: SettingTable.declared.callsPerMinute.help))
    var rateLimit: String?

    @Flag(help: "Do not ask for steps: memory and CPU use are then not known.")
    var noSteps = false

    @Option(help: ArgumentHelp(stringLiteral: SettingTable.declared.timeoutSeconds.help))
    var timeout: String?

    @Flag(name: .shortAndLong, help: "Say nothing but warnings and errors.")
    var quiet = false

    /// Reads the settings, and gets ready to ask. Signals end the program between two rows from here on.
    ///
    /// - Parameter more: What further flags of the command say.
    func prepare(_ more: [FlagValue] = []) throws -> Polling {
        let memory = KeptMemory()
        let environment = wholeEnvironment()
        let declared = SettingTable.declared
        let read = try location.settings(
            declared.cluster.given(cluster) + declared.callsPerMinute.given(rateLimit)
                + declared.timeoutSeconds.given(timeout) + declared.includeSteps.given(noSteps ? "false" : nil) + more)
        let cluster = try read.common.cluster ?? .local(environment)
        try read.refuseExcluded(cluster)
        let settings = read.settings(for: cluster)
        let files = PosixFileSystem(root: read.dataRoot.path)
        Termination.handleSignals()
        return Polling(
            root: read.dataRoot, settings: settings.pollSettings(cluster: cluster, publication: read.publication),
            source: SacctProcess(
                environment: environment, timeoutSeconds: settings.timeoutSeconds,
                isInterrupted: { Termination.isRequested }),
            files: files, clock: location.clock,
            log: LogFile(read.dataRoot.cluster(cluster).path(of: .pollLog), files: files), memory: memory,
            isQuiet: quiet)
    }
}
