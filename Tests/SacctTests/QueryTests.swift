import Sacct
import Scoreboard
import Testing

@Suite struct QueryTests {
    @Test func aWindowOfEndedJobs() {
        let query = SacctQuery(
            cluster: "hammer",
            selection: .ended(from: Timestamp(seconds: 1_700_000_000), to: Timestamp(seconds: 1_700_086_400)),
            includesSteps: false)
        #expect(
            query.arguments == [
                "-D", "-P", "-n", "-M", "hammer", "-X", "-a", "-s", "BF,CA,CD,DL,F,NF,OOM,PR,RQ,RS,TO",
                "-S", "uts1700000000", "-E", "uts1700086399", "-o",
                "JobIDRaw,User,State,ElapsedRaw,AllocCPUS,NNodes,ReqMem,AllocTRES,ConsumedEnergyRaw,Submit,Eligible,Start,End",
            ])
    }

    @Test func jobsByID() {
        let query = SacctQuery(
            cluster: "hammer",
            selection: .jobs([7, 9], from: Timestamp(seconds: 5), to: Timestamp(seconds: 99)), includesSteps: true,
            lacking: [.consumedEnergy])
        #expect(query.arguments.contains("7,9"))
        #expect(!query.arguments.contains("-X"))
        #expect(!query.fields.contains(.consumedEnergy))
        #expect(query.fields.contains(.maxRSS))
    }

    @Test func usersByNameAndNumber() {
        let users = ["first.last", "a-b", "Upper", "user@REALM", "20040"].compactMap { SacctUser($0) }
        let query = SacctQuery(
            cluster: "hammer",
            selection: .users(
                users + [SacctUser(uid: 7)], from: Timestamp(seconds: 946_684_800),
                to: Timestamp(seconds: 1_700_000_000)),
            includesSteps: false)
        #expect(
            query.arguments.dropLast(2) == [
                "-D", "-P", "-n", "-M", "hammer", "-X", "-u", "first.last,a-b,Upper,user@REALM,20040,7",
                "-s", "BF,CA,CD,DL,F,NF,OOM,PR,RQ,RS,TO", "-S", "uts946684800", "-E", "uts1699999999",
            ])
    }

    @Test(arguments: [
        "", "-u", "--help", "+5", "a,b", "a b", "a\tb", "a\nb", "a\0", "\u{1b}[31m", "'a", "a\"", "a\\b", "a\u{2028}",
        "a\u{FFFD}",
        String(repeating: "a", count: 256),
    ])
    func namesThatCannotBeOneOfAList(name: String) {
        #expect(SacctUser(name) == nil)
    }

    @Test(arguments: [
        ("Invalid user id: gone", "gone"), ("sacct: error: Invalid user id: user@REALM; more", "user@REALM"),
        ("sacct: fatal: Invalid user id: 2004", "2004"), ("Invalid user id: ", nil), ("Connection refused", nil),
    ])
    func theRefusedUser(message: String, user: String?) {
        #expect(ProcessFailure.failed(program: "sacct", status: .code(1), message: message).refusedUser == user)
        #expect(ProcessFailure.complained(program: "sacct", message: message).refusedUser == nil)
    }

    /// Linux takes no argument of 131,072 bytes or more, its closing zero included.
    @Test func asManyIDsAsOneArgumentTakes() {
        let eight = Array(repeating: UInt32(12_345_678), count: 20_000)
        #expect(SacctQuery.fittingCount(of: eight, limit: .max) == 14_563)
        #expect(eight.prefix(14_563).map { "\($0)" }.joined(separator: ",").utf8.count == 131_066)
        #expect(SacctQuery.fittingCount(of: Array(repeating: UInt32.max, count: 20_000), limit: .max) == 11_915)
        #expect(SacctQuery.fittingCount(of: eight, limit: 7) == 7)
        #expect(SacctQuery.fittingCount(of: [1, 2, 3], limit: 0) == 1)
        #expect(SacctQuery.fittingCount(of: [], limit: 9) == 0)
    }

    @Test func nothingPrivateIsAskedFor() {
        let names = Set(SacctField.ofJobsAndSteps.map(\.name))
        #expect(names.isDisjoint(with: ["JobName", "Comment", "SubmitLine", "WorkDir", "Account"]))
    }

    @Test func theCallersEnvironmentCannotChangeTheOutput() {
        let environment = SacctQuery.environment(from: [
            "PATH": "/bin", "HOME": "/root", "SLURM_CONF": "/etc/x", "SACCT_FORMAT": "jobid", "TZ": "Asia/Kolkata",
            "SLURM_TIME_FORMAT": "relative", "SLURM_CLUSTERS": "other", "SLURM_BITSTR_LEN": "3", "LC_ALL": "de_DE",
        ])
        #expect(
            environment == [
                "PATH": "/bin", "HOME": "/root", "SLURM_CONF": "/etc/x", "LC_ALL": "C.UTF-8", "SLURM_TIME_FORMAT": "%s",
            ])
    }

    @Test(arguments: [
        ("slurm 22.05.8", SlurmVersion(22, 5, 8)), ("slurm-wlm 24.11.5", SlurmVersion(24, 11, 5)),
        ("20.11.9", SlurmVersion(20, 11, 9)), ("slurm 23.02.0-rc1", SlurmVersion(23, 2, 0)),
    ])
    func versions(text: String, version: SlurmVersion) {
        #expect(SlurmVersion(text) == version)
    }
}
