import Foundation
import Testing

/// A lock whose holder is dead, but not quite gone: a child that it was just starting still has its descriptors.
@Suite struct DeadHolderTests {
    private func poll(_ stage: Scene.Stage, _ accounting: FakeAccounting) throws -> SpawnedProgram {
        try SpawnedProgram(
            [Binary.path, "poll", "--once", "--root", stage.root.path, "--cluster", "negishi", "--rate-limit", "10000"]
                + ["--now", "2026-11-20T12:00:00Z", "--backfill-start", "2026-11-19"],
            environment: accounting.environment, in: stage.directory)
    }

    private func takeLock(of stage: Scene.Stage, as pid: pid_t) throws -> Int32 {
        let path = stage.root.path + "/clusters/negishi/state/lock.pid"
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        let text = #"{"host":"\#(host)","pid":\#(pid),"started":"2026-11-20T11:00:00Z","program":"test"}"#
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        try #require(descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        try #require(write(descriptor, text, text.utf8.count) == text.utf8.count)
        return descriptor
    }

    @Test func itsLockIsWaitedForAndALivingOnesIsNot() throws {
        let stage = Scene.Stage()
        let accounting = try FakeAccounting()
        try accounting.serve(AccountingRow.text([AccountingRow.job(1, "ann", end: 3600)]))
        #expect(try poll(stage, accounting).outcome().status == 0)
        let dead = try SpawnedProgram(["true"], in: stage.directory)
        _ = dead.outcome()

        let orphaned = try takeLock(of: stage, as: dead.processIdentifier)
        let patient = try poll(stage, accounting)
        // Long enough for it to come to the lock, and shorter than it waits; sooner would be easier for it.
        usleep(400_000)
        close(orphaned)
        let outcome = patient.outcome()
        #expect(outcome.status == 0, "\(outcome.errors)")

        let held = try takeLock(of: stage, as: getpid())
        defer { close(held) }
        let refused = try poll(stage, accounting).outcome()
        #expect(refused.status == 3)
        #expect(refused.errors.contains("process \(getpid())"), "\(refused.errors)")
    }
}
