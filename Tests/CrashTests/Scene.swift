import Foundation

/// A root that holds some data already, and the command that is disturbed when it brings more.
final class Scene: Sendable {
    /// The root before the command. Copied for each trial.
    let template: DataRoot
    /// What an undisturbed run makes of it.
    let expected: [String: Data]
    private let directory = TemporaryDirectory()
    private let accounting: FakeAccounting?
    private let arguments: [String]
    /// What every run of the command begins with.
    private let prefix: [String]
    /// Whether the command makes every directory and file itself, so that their modes tell something.
    var makesEverything: Bool { !prefix.isEmpty }

    /// A directory of one worker, with the root of its present trial.
    struct Stage {
        var directory = TemporaryDirectory()
        var root: DataRoot { DataRoot(path: directory.file("root")) }
    }

    struct Failed: Error {
        var errors: String
    }

    /// A second poll half an hour after the first, which finds new jobs, the step of a job that had none, and the one day of
    /// history that there is: a further poll has nothing to do.
    static func poll() throws -> Scene {
        let accounting = try FakeAccounting()
        func arguments(_ time: String, from day: String) -> [String] {
            ["poll", "--once", "--cluster", "negishi", "--rate-limit", "10000", "--now", "2026-11-20T\(time)Z"]
                + ["--backfill-start", day]
        }
        let noon = 12 * 3600
        let old = AccountingRow.job(1, "ann", end: noon - 7200)
        try accounting.serve(AccountingRow.text([old, AccountingRow.job(2, "bob", end: noon - 600, hasStep: false)]))
        return try Scene(
            before: arguments("12:00:00", from: "2026-11-20"), accounting: accounting,
            between: { _ in
                try accounting.serve(
                    AccountingRow.text([
                        old, AccountingRow.job(2, "bob", end: noon - 600),
                        AccountingRow.job(3, "ann", end: noon + 600), AccountingRow.job(4, "bob", end: noon + 900),
                        AccountingRow.job(5, "ann", end: -6 * 3600),
                        AccountingRow.job(6, "bob", end: -10 * 3600, hasStep: false),
                        AccountingRow.job(7, "ann", end: -20 * 3600),
                    ]))
            }, disturbed: arguments("12:30:00", from: "2026-11-19"))
    }

    /// The very first poll of all, on an empty root, by a user whose umask lets nobody else in.
    static func firstPoll() throws -> Scene {
        let accounting = try FakeAccounting()
        let noon = 12 * 3600
        try accounting.serve(
            AccountingRow.text([
                AccountingRow.job(1, "ann", end: noon - 7200),
                AccountingRow.job(2, "bob", end: noon - 600, hasStep: false),
                AccountingRow.job(3, "ann", end: -6 * 3600),
            ]))
        return try Scene(
            before: nil, accounting: accounting,
            disturbed: ["poll", "--once", "--cluster", "negishi", "--rate-limit", "10000"]
                + ["--now", "2026-11-20T12:00:00Z", "--backfill-start", "2026-11-19"],
            prefix: ["sh", "-c", "umask 077; exec \"$@\"", "sh"])
    }

    /// A poll that finds a new job, and a sealed month as an earlier release left it, its rollup plain and with its filter.
    static func packing() throws -> Scene {
        let accounting = try FakeAccounting()
        func arguments(_ time: String) -> [String] {
            ["poll", "--once", "--cluster", "negishi", "--rate-limit", "10000", "--now", "2026-11-20T\(time)Z"]
                + ["--backfill-start", "2026-09-01"]
        }
        let noon = 12 * 3600
        let old = [
            AccountingRow.job(1, "ann", end: -72 * 86_400), AccountingRow.job(2, "bob", end: -60 * 86_400),
            AccountingRow.job(3, "ann", end: noon - 7200, hasStep: false),
        ]
        try accounting.serve(AccountingRow.text(old))
        return try Scene(
            // Until September is read, read again and sealed, and there is nothing more to do.
            before: arguments("12:00:00"), rounds: 14, accounting: accounting,
            between: { template in
                let packed = template.path + "/clusters/negishi/agg/rollups/daily/2026-09.json.gz"
                let unpacking = try SpawnedProgram.run(["gzip", "-d", packed], in: TemporaryDirectory())
                guard unpacking.status == 0 else {
                    throw Failed(errors: "September is not packed: \(unpacking.errors)")
                }
                let repair = try SpawnedProgram.run(
                    [Binary.path, "doctor", "--repair", "--now", "2026-11-20T12:00:00Z", "--root", template.path],
                    environment: accounting.environment, in: TemporaryDirectory())
                let filter = template.path + "/clusters/negishi/state/seen/2026-09.bloom"
                guard FileManager.default.fileExists(atPath: filter) else {
                    throw Failed(errors: "September has no filter: \(repair.errors)")
                }
                let new = AccountingRow.job(4, "bob", end: noon + 600, hasStep: false)
                try accounting.serve(AccountingRow.text(old + [new]))
            }, disturbed: arguments("12:30:00"))
    }

    /// A file of three new jobs and one that was ingested before, in two commits.
    static func ingest() throws -> Scene {
        let directory = TemporaryDirectory()
        let noon = 12 * 3600
        let old = AccountingRow.job(1, "ann", end: noon)
        let first = try directory.write(
            AccountingRow.text([old, AccountingRow.job(2, "bob", end: noon, hasStep: false)]), to: "first")
        let second = try directory.write(
            AccountingRow.text([
                AccountingRow.job(3, "ann", end: noon + 60), old, AccountingRow.job(2, "bob", end: noon),
                AccountingRow.job(4, "bob", end: noon - 60),
            ]), to: "second")
        let arguments = ["ingest", "--cluster", "negishi", "--slurm", "22.05", "--jobs-per-commit", "2"]
        return try withExtendedLifetime(directory) {
            try Scene(
                before: arguments + ["--now", "2026-11-20T13:00:00Z", first], files: directory,
                disturbed: arguments + ["--now", "2026-11-20T14:00:00Z", second])
        }
    }

    private let files: TemporaryDirectory?

    private init(
        before: [String]?, rounds: Int = 1, accounting: FakeAccounting? = nil, files: TemporaryDirectory? = nil,
        between: (DataRoot) throws -> Void = { _ in }, disturbed: [String], prefix: [String] = []
    ) throws {
        self.prefix = prefix
        self.accounting = accounting
        self.files = files
        arguments = disturbed
        template = DataRoot(path: directory.file("template"))
        let environment = accounting?.environment ?? [:]
        if let before {
            for _ in 1...rounds {
                let first = try SpawnedProgram.run(
                    [Binary.path] + before + ["--root", template.path], environment: environment, in: directory)
                guard first.status == 0 else { throw Failed(errors: first.errors) }
            }
        } else {
            try FileManager.default.createDirectory(atPath: template.path, withIntermediateDirectories: false)
        }
        try between(template)
        let stage = Stage()
        try FileManager.default.copyItem(atPath: template.path, toPath: stage.root.path)
        let second = try SpawnedProgram.run(
            prefix + [Binary.path] + disturbed + ["--root", stage.root.path], environment: environment, in: directory)
        guard second.status == 0 else { throw Failed(errors: second.errors) }
        expected = stage.root.content()
        totals = try stage.root.userTotals()
    }

    /// What an undisturbed run tells of the users.
    let totals: [String: DataRoot.UserTotals]

    /// Puts the root back to what it was.
    func reset(_ stage: Stage) throws {
        try? FileManager.default.removeItem(atPath: stage.root.path)
        try FileManager.default.copyItem(atPath: template.path, toPath: stage.root.path)
    }

    /// Runs the command, undisturbed or as the words before it say.
    func run(_ tracer: [String] = [], on stage: Stage) throws -> SpawnedProgram.Outcome {
        try SpawnedProgram.run(
            prefix + tracer + [Binary.path] + arguments + ["--root", stage.root.path],
            environment: accounting?.environment ?? [:], in: stage.directory)
    }
}
