import Foundation
import Poller
import Storage
import Synchronization
import Testing

/// Every state file, damaged in every way: the polls go on, they say so as long as it is not mended, and the totals are
/// right afterwards.
@Suite struct DamageFuzzTests {
    static let isLong = ProcessInfo.processInfo.environment["SLURM_SB_LONG_TESTS"] == "1"

    @Test func everyFileSurvivesEveryMutation() throws { try damageAll(times: Self.isLong ? 1000 : 48) }

    /// The files of a commit that was decided and half carried out, too.
    @Test func soDoesEveryFileOfAnInterruptedCommit() throws {
        try damageAll(times: Self.isLong ? 1000 : 16, isInterrupted: true)
    }

    private func damageAll(times: UInt64, isInterrupted: Bool = false) throws {
        let start = ContinuousClock.now
        let names = try Self.names(FuzzSite(isInterrupted: isInterrupted))
        #expect(names.count >= (isInterrupted ? 25 : 22), "\(names)")
        let tally = Mutex((next: 0, cases: 0, found: 0, failures: [String]()))
        DispatchQueue.concurrentPerform(iterations: max(2, ProcessInfo.processInfo.activeProcessorCount)) { _ in
            guard let site = try? FuzzSite(isInterrupted: isInterrupted) else {
                return tally.withLock { $0.failures.append("no site") }
            }
            while true {
                let place = tally.withLock { tally in
                    defer { tally.next += 1 }
                    return tally.next
                }
                guard place < names.count else { return }
                for number in 0..<times {
                    let result = Self.trial(of: Mutation(number), at: names[place], on: site)
                    tally.withLock {
                        $0.cases += result == nil ? 0 : 1
                        $0.found += result?.found ?? 0
                        $0.failures += result?.problems ?? []
                    }
                }
            }
        }
        let (_, cases, found, failures) = tally.withLock { $0 }
        print(
            "DamageFuzzTests: \(cases) mutations of \(names.count) files\(isInterrupted ? " of a half-done commit" : ""), "
                + "\(found) times met by polls, in \(ContinuousClock.now - start)")
        #expect(failures.isEmpty, "\(failures.count) failures: \(failures.prefix(20).joined(separator: "\n"))")
        #expect(cases > names.count * Int(times) * 9 / 10)
        #expect(found > cases / 10)
    }

    private static func names(_ site: FuzzSite) -> [String] {
        site.paths.map { String($0.dropFirst(site.root.path.utf8.count + 1)) }
    }

    /// - Returns: Nil when the mutation changed nothing.
    private static func trial(
        of mutation: Mutation, at name: String, on site: FuzzSite
    ) -> (found: Int, problems: [String])? {
        let path = FilePath.join(site.root.path, name)
        site.reset()
        var content = site.files.content
        guard mutation.apply(to: path, strangers: site.strangers(to: path), in: &content) else { return nil }
        site.files.content = content
        var problems: [String] = []
        do {
            // What the polls meet they mend; what they do not read, the repair does.
            if mutation.seed / 16 % 2 == 0 {
                let polled = site.pollOn()
                return (polled.damages, polled.problems.map { "\(name), \(mutation): \($0)" })
            }
            try site.repair()
            problems += site.pollOn().problems
            for (path, bytes) in site.userFiles where site.files.content[path] != .file(bytes) {
                problems.append("\(path) is wrong")
            }
            // The doctor reads all: it is asked now and then.
            if mutation.seed % 5 == 0 {
                problems += try site.problems().filter {
                    $0.subject != .log && !($0.subject == .files && $0.path?.hasSuffix(".bad") ?? false)
                        && $0.subject != .health
                }.map { "the doctor says of \($0.path ?? ""): \($0.message)" }
            }
        } catch {
            problems.append("\(error)")
        }
        return (0, problems.map { "\(name), \(mutation): \($0)" })
    }
}
