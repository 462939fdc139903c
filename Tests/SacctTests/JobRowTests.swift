import Sacct
import Scoreboard
import Testing

@Suite struct JobRowTests {
    @Test func everyFieldOfARealRow() throws {
        // From a capture of Slurm 24.11.5, times as epoch seconds.
        let input = try ParsedInput(
            """
            JobIDRaw|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|AllocTRES|ConsumedEnergyRaw|Submit|Eligible|Start|End
            3|Bob@SITE.EDU|COMPLETED|2|1|1|100M|billing=1,cpu=1,gres/gpu:a100=2,gres/gpu=2,mem=100M,node=1|500|1795440478|1795440478|1795440479|1795440481

            """)
        let job = try #require(input.jobs.first)
        #expect(job.identity == JobIdentity(jobID: 3, submitTime: 1_795_440_478))
        #expect(input.user(of: job) == "bob")
        #expect(job.state == .completed)
        #expect(job.elapsedSeconds == 2)
        #expect(job.allocatedCPUs == 1)
        #expect(job.nodes == 1)
        #expect(job.gpus.count == 2)
        #expect(job.requestedMemoryBytes == 100_000_000)
        #expect(job.energyJoules == 500)
        #expect(job.start == Timestamp(seconds: 1_795_440_479))
        #expect(job.end == Timestamp(seconds: 1_795_440_481))
        #expect(job.waitSeconds == 1)
        #expect(job.steps == nil)
    }

    @Test(arguments: [
        ("CANCELLED by 2002", JobState.cancelled), ("CANCELLED by 0", .cancelled), ("CANCELLED", .cancelled),
        ("OUT_OF_MEMORY", .outOfMemory), ("NODE_FAIL", .nodeFail), ("BOOT_FAIL", .bootFail), ("DEADLINE", .deadline),
        ("PREEMPTED", .preempted), ("REQUEUED", .requeued), ("RESIZING", .resizing), ("TIMEOUT", .timeout),
        ("FAILED", .failed), ("COMPLETED", .completed), ("LAUNCH_FAILED", .other),
    ])
    func endedStates(text: String, state: JobState) throws {
        #expect(try SampleRow(state: text).parsed().jobs.first?.state == state)
    }

    @Test func aStateThatIsNotKnownIsReportedOnce() throws {
        let row = SampleRow(state: "EXPEDITING").line
        #expect(try ParsedInput(SampleRow.header + row + row).unknownStates == ["EXPEDITING"])
    }

    @Test(arguments: [
        ("RUNNING", "Unknown", ParsedRow.Reason.notEnded), ("PENDING", "Unknown", .notEnded),
        ("SUSPENDED", "Unknown", .notEnded), ("REVOKED", "1700003700", .revoked), ("NEWSTATE", "Unknown", .notEnded),
    ])
    func whatHasNotEndedIsLeft(state: String, end: String, reason: ParsedRow.Reason) throws {
        let input = try SampleRow(state: state, end: end).parsed()
        #expect(input.left == [reason])
        #expect(input.jobs.isEmpty)
    }

    @Test func aJobThatNeverStartedIsAJob() throws {
        let input = try SampleRow(
            state: "CANCELLED by 0", elapsed: "0", cpus: "2", eligible: "Unknown", start: "None", end: "1700000050"
        ).parsed()
        let job = try #require(input.jobs.first)
        #expect(job.start == nil)
        #expect(job.waitSeconds == 0)
    }

    @Test func theSegmentAfterAResizeStartsBeforeItsSubmit() throws {
        let input = try SampleRow(
            elapsed: "12", submit: "1700000051", eligible: "1700000051", start: "1700000050", end: "1700000062"
        ).parsed()
        #expect(input.jobs.first?.waitSeconds == 0)
        #expect(input.defects == [])
    }

    @Test(arguments: [
        ("alice", "alice"), ("ALICE", "alice"), ("Alice@PURDUE.EDU", "alice"), ("", "(unknown)"), ("2004", "uid:2004"),
        ("a.b-c_d", "a.b-c_d"), ("José", "josé"),
    ])
    func users(raw: String, name: String) throws {
        let input = try SampleRow(user: raw).parsed()
        #expect(try input.user(of: #require(input.jobs.first)) == name)
    }

    @Test func spellingsOfOneUserAreOneUser() throws {
        let rows = ["bob", "BOB", "bob@X"].map { SampleRow(user: $0).line }.joined()
        #expect(try ParsedInput(SampleRow.header + rows).names.names == ["bob"])
    }

    @Test func calendarTimesAreUTC() throws {
        // date -u -d 2026-03-29T02:30:00 +%s, the hour that Berlin skips.
        let input = try SampleRow(
            elapsed: "60", submit: "2026-03-29T02:20:00", eligible: "Unknown", start: "2026-03-29T02:29:00",
            end: "2026-03-29T02:30:00"
        ).parsed()
        #expect(input.jobs.first?.end == Timestamp(seconds: 1_774_751_400))
        #expect(input.jobs.first?.waitSeconds == 540)
    }

    @Test(arguments: [
        ("18446744073709551614", 0), ("18446744073709551615", 0), ("", 0), ("0", 0), ("123456", 123_456),
    ])
    func energy(text: String, joules: Int64) throws {
        #expect(try SampleRow(energy: text).parsed().jobs.first?.energyJoules == joules)
    }

    @Test func rowsOfAnotherClusterAreLeft() throws {
        let text = """
            Cluster|JobIDRaw|User|State|ElapsedRaw|AllocCPUS|Submit|Start|End
            hammer|7|a|COMPLETED|1|1|1700000000|1700000000|1700000001
            negishi|7|a|COMPLETED|1|1|1700000000|1700000000|1700000001

            """
        let input = try ParsedInput(text, cluster: "hammer")
        #expect(input.jobs.count == 1)
        #expect(input.left == [.otherCluster])
    }

    @Test func elapsedOfOldSavedRows() throws {
        let text = """
            JobIDRaw|User|State|Elapsed|AllocCPUS|Submit|Start|End
            7|a|COMPLETED|1-02:03:04|1|1700000000|1700000000|1700093784
            8|a|COMPLETED|05:06|1|1700000000|1700000000|1700000306

            """
        // 86400 + 2·3600 + 3·60 + 4 and 5·60 + 6
        #expect(try ParsedInput(text).jobs.map(\.elapsedSeconds) == [93_784, 306])
    }
}
