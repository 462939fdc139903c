import Poller
import Sacct
import Scoreboard
import Storage
import Testing

/// What is logged stays for ever: it names nobody.
@Suite struct AnonymousEventTests {
    @Test(arguments: [
        ("cannot write /d/agg/users/alice.json: no permission", "cannot write /d/agg/users/…: no permission"),
        ("/d/agg/users/.zo%C3%AB-q.json.tmp-12 is damaged", "/d/agg/users/… is damaged"),
        ("/d/agg/users/a_b-c.json.20261101T000000Z.bad, /d/agg/users/b.json", "/d/agg/users/…, /d/agg/users/…"),
        ("cannot list /d/agg/users: no permission", "cannot list /d/agg/users: no permission"),
        ("nothing of the kind", "nothing of the kind"),
    ])
    func filesOfUsersAreNotNamed(text: String, expected: String) {
        #expect(text.withoutUserFiles == expected)
        #expect(PollEvent.failed(message: text).logEvent(at: PollBench.noon, cluster: "h").message == expected)
    }

    @Test func anErrorAboutAUsersFileNamesNobody() throws {
        let site = try PrivacyBench()
        try site.poll()
        let path = site.bench.directory.path(of: .user("quendolyn"))
        try site.files.atomicWrite(path, ChecksummedJSON.encode(version: 9) { $0.member("from", "the future") })
        site.bench.sacct.records.append(PollSessionTests.job(500, user: "quendolyn"))
        try site.bench.poll()
        #expect(try site.leaks(of: ["quendolyn"], butIn: { $0.contains("/agg/") || $0.contains("boards") }) == [])
        #expect(site.bench.events.contains { $0.message?.contains("/agg/users/…") ?? false })
        #expect(site.bench.events.allSatisfy { !($0.message?.contains("quendolyn") ?? false) })
    }

    @Test func rowsThatAreLeftOutNameNobody() throws {
        let site = try PrivacyBench()
        let events = site.bench
        site.bench.sacct.records = [
            PollSessionTests.job(1, user: "quendolyn"), PollSessionTests.job(2, user: "quendolyn|secret"),
        ]
        site.bench.sacct.records[0].state = "CANCELLED+"
        try site.poll()
        let messages = events.events.compactMap(\.message).filter { $0.contains("left out") }
        #expect(messages.contains { $0.contains("truncatedState") && $0.contains("1|…|CANCELLED+|600|4|") })
        #expect(messages.contains { $0.contains("fieldCount") && $0.contains("columns instead of") })
        #expect(messages.allSatisfy { !$0.contains("quendolyn") && !$0.contains("secret") })
    }
}
