import Poller
import Sacct
import Scoreboard
import Settings
import Storage

extension Settings {
    /// What decides how rows become rollups.
    var reductionRules: ReductionRules {
        var failures = self.failureStates
        if self.countsCancelledAsFailure { failures.insert(JobStateSet([.cancelled])) }
        return ReductionRules(
            failures: failures,
            parsing: ParsingRules(bareRequestedMemory: self.bareRequestedMemory, gpuAliases: self.gpuAliases),
            tracksSteps: self.includeSteps)
    }

    /// How a cluster is polled, as these settings of its have it.
    func pollSettings(cluster: ClusterName, publication: PublicationRules) -> PollSettings {
        var settings = PollSettings(
            cluster: cluster, callsPerMinute: self.callsPerMinute, backfillStart: self.backfillStart,
            pollIntervalSeconds: self.pollIntervalSeconds, backfillSleepSeconds: self.backfillSleepSeconds,
            historySeconds: self.historySeconds,
            rules: reductionRules, programVersion: ProgramVersion.text)
        settings.bytesPerDay = Int64(self.bytesPerDay)
        settings.retentionMonths = self.retentionMonths
        settings.rawCacheDays = self.rawCacheDays
        settings.discovery.homeRoot = self.homeRoot
        settings.publication = publication
        return settings
    }
}

extension ResolvedSettings {
    /// Where the data is.
    var dataRoot: DataRoot { DataRoot(path: common.root) }

    /// Of which clusters, spans of time and people boards are made.
    var publication: PublicationRules {
        PublicationRules(
            excluded: clusters.excluded, windows: common.windows, minimumJobs: common.minimumJobs,
            homeRoot: common.homeRoot, usernames: common.usernamePattern)
    }

    /// - Throws: ``CommandFailure`` for a cluster that takes no part.
    func refuseExcluded(_ cluster: ClusterName) throws {
        guard clusters.excluded.contains(cluster) else { return }
        throw CommandFailure(
            "\(cluster) takes no part: \(dataRoot.clusterList) says \"excluded\" of it; take that away to poll it",
            code: 2)
    }
}

extension DeclaredSetting {
    /// The words of a flag that sets it.
    var help: String {
        let unit = unit.isEmpty ? "" : " (\(unit))"
        return "\(documentation) Takes \(kindDescription)\(unit); \(initialValue.text) unless a setting says otherwise."
    }

    /// What the flag of its own says; nothing when it was not given.
    func given(_ text: String?) -> [FlagValue] {
        text.map { [FlagValue(flag: flag ?? "--set", key: key, text: $0)] } ?? []
    }
}
