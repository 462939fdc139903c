import Settings
import Testing

/// Each mistake is told with its place and, where there is one, what was meant.
@Suite struct ProblemTests {
    @Test(arguments: [
        (
            "{\n\n\"rate_limit_per_mn\": 1}",
            ":3: there is no setting \"rate_limit_per_mn\"; did you mean \"rate_limit_per_min\"?"
        ),
        ("{\"zzzzzzzzzz\": 1}", ":1: there is no setting \"zzzzzzzzzz\"; all of them are listed by: slurm-sb config"),
        (
            "{\"min_jobs\":\n \"3\"}",
            ":1: \"min_jobs\" is the text \"3\", which is not a whole number from 0 to 1000000 (jobs)"
        ),
        (
            "{\"min_jobs\": -1}",
            ":1: \"min_jobs\" is -1, which is out of range: a whole number from 0 to 1000000 (jobs)"
        ),
        ("{\"min_jobs\": 1.5}", ":1: \"min_jobs\" is 1.5, which is not a whole number from 0 to 1000000 (jobs)"),
        ("{\"include_steps\": \"yes\"}", ":1: \"include_steps\" is the text \"yes\", which is neither true nor false"),
        (
            "{\"reqmem_bare\": \"nod\"}",
            ":1: \"reqmem_bare\" is \"nod\", which is not one of auto, node, job; did you mean \"node\"?"
        ),
        (
            "{\"root\": \"/x\"}",
            ":1: \"root\" is not for the site to set: use --root or $SLURM_SB_ROOT, or config.yaml in ~/.slurm_scoreboard"
        ),
        (
            "{\"backfill_start\": \"2024-02-30\"}",
            ":1: \"backfill_start\" is the text \"2024-02-30\", which is not a day like 2024-01-31 nor a month like 2024-01"
        ),
        (
            "{\"min_jobs\": 1,\n\"min_jobs\": 2}",
            ":2: it is no JSON of ours: \"min_jobs\" is there twice, first on line 1"
        ),
        ("{\"min_jobs\": 1,\n}", ":2: it is no JSON of ours: expected a string"),
        ("[]", ":1: it is no JSON of ours: expected {"),
        ("{\"schema_version\": 2}", ":1: it has schema version 2, and this program knows up to 1: update slurm-sb-tui"),
        (
            "{\"clusters\": {\"bell\": {\n\"min_jobs\": 1}}}",
            ":2: \"min_jobs\" is the same for all clusters: set it outside of \"clusters\""
        ),
        (
            "{\"clusters\": {\"bell\": {\n\"min_jobz\": 1}}}",
            ":2: there is no setting \"min_jobz\"; did you mean \"min_jobs\"?"
        ),
        ("{\"windows\": []}", ":1: \"windows\" is empty: name one of alltime, 365d, 30d"),
        (
            "{\"windows\": [\"30d\",\n\"60d\"]}",
            ":2: \"windows\" is \"60d\", which is not one of alltime, 365d, 30d; did you mean \"30d\"?"
        ),
        (
            "{\"gpu_aliases\": {\n\"node:a\": 1}}",
            ":2: \"gpu_aliases\" holds \"node:a\", which is neither partition:NAME nor gres:NAME"
        ),
        ("{\"gpu_aliases\": {\"gres:gpu\": 1}}", ":1: \"gpu_aliases\" holds \"gres:gpu\": those are GPUs already"),
        (
            "{\"failure_states\": [\"RUNNING\"]}",
            ":1: \"failure_states\" is \"RUNNING\", which is not one of COMPLETED, FAILED, CANCELLED, TIMEOUT, OUT_OF_MEMORY, NODE_FAIL, PREEMPTED, BOOT_FAIL, DEADLINE, REQUEUED, RESIZING, OTHER"
        ),
    ])
    func inTheSitesFile(text: String, message: String) {
        #expect(Sources(policy: text).problems == [Sources.policyPath + message])
    }

    @Test(arguments: [
        ("refresh_sek: 1", ":1: there is no setting \"refresh_sek\"; did you mean \"refresh_sec\"?"),
        ("\nrefresh_sec: soon", ":2: \"refresh_sec\" is soon, which is not a whole number from 0 to 86400 (s)"),
        ("mouse: \"true\"", ":1: \"mouse\" is the text \"true\", which is neither true nor false"),
        ("mouse:", ":1: \"mouse\" is nothing, which is neither true nor false"),
        (
            "min_jobs: 0",
            ":1: \"min_jobs\" is for the site to set, in config/policy.json below the root; who polls may use --set min_jobs=… or $SLURM_SB_MIN_JOBS"
        ),
        (
            "rate_limit_per_min: 99",
            ":1: \"rate_limit_per_min\" is for the site to set, in config/policy.json below the root; who polls may use --rate-limit or $SLURM_SB_RATE_LIMIT_PER_MIN"
        ),
        ("root: ~/x", ":1: \"root\" begins with ~, which is not expanded here: write the whole path"),
        ("root: \"/a\\0b\"", ":1: \"root\" holds control characters or is too long"),
        (
            "cluster: ../x",
            ":1: \"cluster\" \"../x\" is no name of a cluster: use 1 to 64 of a-z 0-9 _ - . with a letter or a digit first, as in the output of: sacctmgr show cluster"
        ),
    ])
    func inTheUsersFile(text: String, message: String) {
        #expect(Sources(user: text).problems == [Sources.userPath + message])
    }

    @Test func inTheEnvironmentAndFlags() {
        var sources = Sources(environment: [
            "SLURM_SB_RATE_LIMIT_PER_MINUTE": "3", "SLURM_SB_MIN_JOBS": "x", "SLURM_SB_NOW": "2026-11-23T00:00:00Z",
            "SLURM_SB_LAUNCHER_DRY_RUN": "1", "SLURM_SB_min_jobs": "1", "SLURM_CLUSTERS": "a",
        ])
        sources.flags = [FlagValue(flag: "--set", key: "min_job", text: "1")]
        #expect(
            sources.problems == [
                "$SLURM_SB_MIN_JOBS: \"min_jobs\" is x, which is not a whole number from 0 to 1000000 (jobs)",
                "$SLURM_SB_RATE_LIMIT_PER_MINUTE: this is no setting; did you mean \"SLURM_SB_RATE_LIMIT_PER_MIN\"?",
                "$SLURM_SB_min_jobs: this is no setting; did you mean \"SLURM_SB_MIN_JOBS\"?",
                "--set: there is no setting \"min_job\"; did you mean \"min_jobs\"?",
            ])
    }

    /// What is wrong takes nothing else with it.
    @Test func whatIsGoodStillCounts() {
        let sources = Sources(policy: "{\"min_jobs\": 7, \"retention_months\": -1, \"clusters\": 3}", user: "mouse: no")
        let read = sources.read()
        #expect(read.problems.count == 2)
        #expect(read.common.minimumJobs == 7)
        #expect(read.common.retentionMonths == 36)
        #expect(!read.common.mouse)
    }

    @Test func filesThatCannotBeRead() {
        var files = Sources(policy: "{}", user: "mouse: no").files
        files.forbidden = [Sources.policyPath]
        files.contents[Sources.clustersPath] = Array(repeating: UInt8(ascii: " "), count: 65_537)
        let read = Sources().read(files)
        #expect(read.problems.count == 2)
        #expect(read.problems.first?.description.hasPrefix(Sources.policyPath + ": no permission") == true)
        #expect(
            read.problems.last?.description
                == Sources.clustersPath + ": it has 65537 bytes, and 65536 are the most that settings may take")
        #expect(!read.common.mouse)
    }

    @Test func noHomeIsNoError() {
        let read = SettingsReader(files: MemoryFileSystem(), environment: [:], flags: [], program: nil).read()
        #expect(read.problems.isEmpty)
    }
}
