package import Sacct
package import Scoreboard
package import Storage

/// Every setting. To add one, declare it here: the files, the environment, `--set`, `slurm-sb config`, the samples and the
/// reference in the README follow from the declaration, and ``Settings`` has its value under the property's name.
package struct SettingTable: Sendable {
    package let root = Setting(
        "root", .path, "/depot/cms/top/awildrid/SlurmScoreboard", by: .personal, flag: "--root",
        """
        The directory that the clusters share. When nothing sets it, it is the directory above the bin/ in which the \
        program is installed.
        """)

    package let cluster = Setting(
        "cluster", .cluster, nil, by: .personal, flag: "--cluster",
        "The cluster that poll and probe are about; when nothing sets it, the one that this host belongs to.")

    // MARK: - Polling

    package let pollIntervalSeconds = Setting(
        "poll_interval_sec", .whole(1...86_400), 300, unit: "s", by: .policy, perCluster: true,
        "How long a poller that stays waits between two looks, once all history is read.")

    package let callsPerMinute = Setting(
        "rate_limit_per_min", .whole(1...RateLedger.maximumCalls), 2, unit: "calls/min", by: .policy, perCluster: true,
        flag: "--rate-limit", "Calls of sacct for a cluster in any minute, all pollers together, retries included.")

    package let bytesPerDay = Setting(
        "bytes_per_day", .whole(1_000_000...1_000_000_000_000_000), 2_000_000_000, unit: "bytes/day", by: .policy,
        perCluster: true, "What sacct may answer for a cluster in a UTC day; history takes four fifths of it at most.")

    package let backfillStart = Setting(
        "backfill_start", .day, Day(daysSinceEpoch: 10_957), by: .policy, perCluster: true, flag: "--backfill-start",
        "The first UTC day of the history that is read; a month is its first day.")

    package let backfillSleepSeconds = Setting(
        "backfill_sleep_sec", .whole(0...3_600), 2, unit: "s", by: .policy, perCluster: true,
        "The rest between two months of the history.")

    package let historySeconds = Setting(
        "history_sec", .whole(0...3_600), 60, unit: "s", by: .policy, perCluster: true,
        "How long a round goes on with history before the boards show it, while calls are left; 0 is one question.")

    package let timeoutSeconds = Setting(
        "timeout_sec", .whole(1...86_400), 300, unit: "s", by: .policy, perCluster: true, flag: "--timeout",
        "How long a call of sacct may take.")

    // MARK: - What is counted

    package let includeSteps = Setting(
        "include_steps", .truth, true, by: .policy, perCluster: true, flag: "--no-steps",
        "Whether job steps are asked for: memory and CPU use come from them alone.")

    package let failureStates = Setting(
        "failure_states", .jobStates, .failures, by: .policy, perCluster: true,
        "The states in which a job counts as failed.")

    package let countsCancelledAsFailure = Setting(
        "count_cancelled_as_failure", .truth, false, by: .policy, perCluster: true,
        "Whether a cancelled job counts as failed too.")

    package let bareRequestedMemory = Setting(
        "reqmem_bare", .choice(), BareRequestedMemory.auto, by: .policy, perCluster: true, flag: "--reqmem-bare",
        "What a ReqMem without c or n is: auto (per node before Slurm 21.08, the job's total since), node, or job.")

    package let gpuAliases = Setting(
        "gpu_aliases", .gpuAliases, GPUAliases(), by: .policy, perCluster: true,
        """
        GPUs under other names. "partition:NAME": N counts N GPUs a node for started jobs of a partition whose AllocTRES \
        shows none; "gres:NAME": N counts N for each gres/NAME.
        """)

    // MARK: - What is shown

    package let minimumJobs = Setting(
        "min_jobs", .whole(0...1_000_000), 3, unit: "jobs", by: .policy,
        "Who has fewer ended jobs, of all time, is on no board.")

    package let usernamePattern = Setting(
        "username_pattern", .userNames, .everybody, by: .policy,
        """
        Which users are people and shown: patterns of whole names with * ? [a-z], with a ! in front to leave out. All \
        are counted.
        """)

    package let windows = Setting(
        "windows", .windows, Window.allCases, by: .policy, "The spans of time for which there are boards.")

    package let retentionMonths = Setting(
        "retention_months", .whole(0...1_200), 36, unit: "months", by: .policy,
        """
        How many full months keep their daily and monthly rollups; 0 keeps all, and fewer than 24 count as 24, which the \
        boards need. Totals are kept for ever.
        """)

    package let rawCacheDays = Setting(
        "raw_cache_days", .whole(0...3_650), 0, unit: "days", by: .policy,
        "How long what sacct printed is kept; 0 keeps none of it.")

    package let homeRoot = Setting(
        "home_root", .path, "/home", by: .policy, perCluster: true,
        "Where the homes are: new users are looked for there, and who opted out.")

    // MARK: - The interface

    package let refreshSeconds = Setting(
        "refresh_sec", .whole(0...86_400), 60, unit: "s", by: [.site, .user, .caller], flag: "--refresh-sec",
        "How often the interface looks for new data; 0 is never.")

    package let mouse = Setting(
        "mouse", .truth, true, by: [.site, .user, .caller], flag: "--no-mouse", "Whether the interface takes the mouse."
    )

    package let levels = Setting(
        "levels", .truth, true, by: [.site, .user, .caller], flag: "--no-levels",
        "Whether values become levels and experience, as in games; without them they are plain numbers.")

    package let experienceScale = Setting(
        "experience_scale", .experienceScale, .standard, by: .policy,
        "How much experience a unit of a metric gives: what is not named keeps its own, 0 takes the level away.")

    /// The declarations.
    package static let declared = SettingTable()

    /// All of them, in the order in which they are declared.
    package static let all: [any DeclaredSetting] = Mirror(reflecting: declared).children.compactMap {
        $0.value as? any DeclaredSetting
    }

    /// With which the variables of the environment begin.
    package static let variablePrefix = "SLURM_SB_"

    /// The setting of this key.
    package static func named(_ key: String) -> (any DeclaredSetting)? { byKey[key] }

    private static let byKey = Dictionary(all.map { ($0.key, $0) }) { first, _ in first }
}
