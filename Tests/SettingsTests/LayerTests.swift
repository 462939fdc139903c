import Sacct
import Scoreboard
import Settings
import Storage
import Testing

@Suite struct LayerTests {
    @Test func withNothingTheDefaultsHold() {
        let settings = Sources().read(root: nil).common
        #expect(settings.root == "/depot/cms/top/awildrid/SlurmScoreboard")
        #expect(settings.cluster == nil)
        #expect(settings.callsPerMinute == 2)
        #expect(settings.pollIntervalSeconds == 300)
        #expect(settings.bytesPerDay == 2_000_000_000)
        #expect(settings.backfillStart == Day(year: 2000, month: 1, day: 1))
        #expect(settings.backfillSleepSeconds == 2)
        #expect(settings.failureStates == JobStateSet([.failed, .nodeFail, .outOfMemory, .preempted, .timeout]))
        #expect(!settings.countsCancelledAsFailure)
        #expect(settings.bareRequestedMemory == .auto)
        #expect(settings.includeSteps)
        #expect(settings.minimumJobs == 3)
        #expect(settings.retentionMonths == 36)
        #expect(settings.rawCacheDays == 0)
        #expect(settings.homeRoot == "/home")
        #expect(settings.windows == [.allTime, .last365Days, .last30Days])
        #expect(settings.usernamePattern.matches("anybody"))
        #expect(settings.gpuAliases == GPUAliases())
        #expect(settings.origin("min_jobs") == .builtIn)
    }

    /// Each layer over the one before; the origin says which it was.
    @Test func theStrongerLayerWins() {
        var sources = Sources(policy: "{\n\"refresh_sec\": 10, \"min_jobs\": 5}")
        #expect(sources.read().common.refreshSeconds == 10)
        #expect(sources.read().common.origin("refresh_sec") == .file(path: Sources.policyPath, line: 2))
        sources.user = "# mine\n\nrefresh_sec: 20\n"
        #expect(sources.read().common.refreshSeconds == 20)
        #expect(sources.read().common.origin("refresh_sec") == .file(path: Sources.userPath, line: 3))
        sources.environment["SLURM_SB_REFRESH_SEC"] = "30"
        #expect(sources.read().common.refreshSeconds == 30)
        #expect(sources.read().common.origin("refresh_sec") == .environment("SLURM_SB_REFRESH_SEC"))
        sources.flags = [FlagValue(flag: "--refresh-sec", key: "refresh_sec", text: "40")]
        #expect(sources.read().common.refreshSeconds == 40)
        #expect(sources.read().common.origin("refresh_sec") == .flag("--refresh-sec"))
        #expect(sources.read().common.minimumJobs == 5)
        #expect(sources.problems.isEmpty)
    }

    @Test func theRootIsFoundBeforeTheSitesFile() {
        var sources = Sources(user: "root: /r", environment: [:], program: "/opt/sb/bin/slurm-sb-tui")
        var files = sources.files
        files.contents["/r/config/policy.json"] = Array("{\"min_jobs\": 1}".utf8)
        files.contents["/opt/sb/config/policy.json"] = Array("{\"min_jobs\": 2}".utf8)
        files.contents["/e/config/policy.json"] = Array("{\"min_jobs\": 4}".utf8)
        #expect(sources.read(files, root: nil).common.minimumJobs == 1)
        files.contents[Sources.userPath] = nil
        #expect(sources.read(files, root: nil).common.root == "/opt/sb")
        #expect(
            sources.read(files, root: nil).common.origin("root")
                == .installation(program: "/opt/sb/bin/slurm-sb-tui"))
        #expect(sources.read(files, root: nil).common.minimumJobs == 2)
        sources.environment["SLURM_SB_ROOT"] = "/e"
        #expect(sources.read(files, root: nil).common.minimumJobs == 4)
        sources.environment["SLURM_SB_ROOT"] = ""
        sources.program = "/opt/sb/build/slurm-sb-tui"
        #expect(sources.read(files, root: nil).common.origin("root") == .builtIn)
        #expect(sources.read(files, root: nil).common.minimumJobs == 3)
    }

    @Test func aClusterHasItsOwn() throws {
        var sources = Sources(
            policy: """
                {"rate_limit_per_min": 4,
                 "clusters": {"_comment": "theirs", "NEGISHI": {"rate_limit_per_min": 1, "_why": "asked",
                   "gpu_aliases": {"partition:a": 2}}, "bell": {"include_steps": false}}}
                """)
        let (negishi, bell) = (try ClusterName("negishi"), try ClusterName("bell"))
        #expect(sources.problems.isEmpty)
        #expect(sources.read().common.callsPerMinute == 4)
        #expect(sources.read().settings(for: negishi).callsPerMinute == 1)
        #expect(sources.read().settings(for: negishi).gpuAliases.perNode == ["a": 2])
        #expect(sources.read().settings(for: negishi).includeSteps)
        #expect(sources.read().settings(for: bell).callsPerMinute == 4)
        #expect(!sources.read().settings(for: bell).includeSteps)
        #expect(
            sources.read().settings(for: negishi).origin("rate_limit_per_min")
                == .file(path: Sources.policyPath, line: 2))
        // Who polls says it for the cluster at hand, whatever the site has.
        sources.flags = [FlagValue(flag: "--rate-limit", key: "rate_limit_per_min", text: "9")]
        #expect(sources.read().settings(for: negishi).callsPerMinute == 9)
    }

    @Test func everyTypeComesFromTextToo() {
        let sources = Sources(environment: [
            "SLURM_SB_FAILURE_STATES": "failed,TIMEOUT", "SLURM_SB_GPU_ALIASES": "partition:a=4,gres:accel=1",
            "SLURM_SB_WINDOWS": "30d, alltime", "SLURM_SB_USERNAME_PATTERN": "a*,!ab*", "SLURM_SB_REQMEM_BARE": "node",
            "SLURM_SB_BACKFILL_START": "2024-02", "SLURM_SB_INCLUDE_STEPS": "no", "SLURM_SB_CLUSTER": "Bell",
            "SLURM_SB_BYTES_PER_DAY": "3_000_000", "SLURM_SB_HOME_ROOT": "/home/x",
        ])
        #expect(sources.problems.isEmpty)
        let settings = sources.read().common
        #expect(settings.failureStates == JobStateSet([.failed, .timeout]))
        #expect(settings.gpuAliases == GPUAliases(perNode: ["a": 4], perUnit: ["accel": 1]))
        #expect(settings.windows == [.allTime, .last30Days])
        #expect(settings.usernamePattern.matches("ada") && !settings.usernamePattern.matches("abe"))
        #expect(settings.bareRequestedMemory == .node)
        #expect(settings.backfillStart == Day(year: 2024, month: 2, day: 1))
        #expect(!settings.includeSteps)
        #expect(settings.cluster?.text == "bell")
        #expect(settings.bytesPerDay == 3_000_000)
        #expect(settings.homeRoot == "/home/x")
    }

    @Test func filesHaveListsAndTables() {
        let sources = Sources(
            policy: """
                {"failure_states": ["FAILED"], "gpu_aliases": {"gres:accel": 2}, "windows": ["30d"],
                 "username_pattern": ["*", "!root"], "count_cancelled_as_failure": true}
                """)
        let settings = sources.read().common
        #expect(sources.problems.isEmpty)
        #expect(settings.failureStates == JobStateSet([.failed]))
        #expect(settings.gpuAliases == GPUAliases(perUnit: ["accel": 2]))
        #expect(settings.windows == [.last30Days])
        #expect(!settings.usernamePattern.matches("root"))
        #expect(settings.countsCancelledAsFailure)
    }
}
