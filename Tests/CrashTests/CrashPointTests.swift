import Foundation
import Testing

/// The built program, disturbed at every single system call by which it changes files, and the run after it.
///
/// strace counts the calls of each process and each name by themselves. Children are not followed in the disturbed runs:
/// they would be killed at the calls of the same number. That they, and further threads, change nothing in the root is
/// seen in a run in which they are followed.
@Suite(
    .serialized,
    .enabled(if: Binary.canBeTraced || Binary.mustBeTraced, "needs strace, and the right to trace"))
struct CrashPointTests {
    enum Command: String, CaseIterable {
        case poll, ingest, packing
        case firstPoll = "first poll"

        func scene() throws -> Scene {
            switch self {
            case .poll: try .poll()
            case .ingest: try .ingest()
            case .packing: try .packing()
            case .firstPoll: try .firstPoll()
            }
        }

        /// By hand: jobs of 4 cores for a sixth of an hour, each with a step of 1000K (1 MB) or, job 6 of bob's,
        /// without.
        var totals: [String: DataRoot.UserTotals] {
            func user(_ jobs: Int, measured: Int) -> DataRoot.UserTotals {
                DataRoot.UserTotals(
                    jobs: jobs, coreHours: Double(jobs * 2400) / 3600, largestMemoryMB: Double(measured))
            }
            return switch self {
            case .poll: ["ann": user(4, measured: 4), "bob": user(3, measured: 2)]
            case .ingest: ["ann": user(2, measured: 2), "bob": user(2, measured: 2)]
            // The jobs of November have no steps.
            case .packing: ["ann": user(2, measured: 1), "bob": user(2, measured: 1)]
            case .firstPoll: ["ann": user(2, measured: 2), "bob": user(1, measured: 0)]
            }
        }
    }

    @Test(arguments: Command.allCases)
    func theUndisturbedRunIsRight(command: Command) throws {
        let scene = try command.scene()
        #expect(scene.totals == command.totals)
        #expect(try scene.template.userTotals() != command.totals, "the second run must bring something")
        // The files that stand or fall together are all among what is compared.
        for part in ["rollups/daily", "rollups/monthly", "state/seen", "state/steps", "agg/users", "boards.bin"] {
            #expect(scene.expected.keys.contains { $0.contains(part) }, "\(part)")
        }
        #expect(scene.expected.keys.contains { $0.hasSuffix(".json.gz") } == (command == .packing))
        // And an undisturbed run from here changes nothing more, and ends well.
        let stage = Scene.Stage()
        try scene.reset(stage)
        for _ in 1...2 {
            let outcome = try scene.run(on: stage)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(DataRoot.differences(stage.root.content(), scene.expected) == [])
        }
    }

    @Test(arguments: Command.allCases)
    func onlyOneThreadChangesFiles(command: Command) throws {
        let scene = try command.scene()
        let stage = Scene.Stage()
        try scene.reset(stage)
        let log = stage.directory.file("log")
        #expect(try scene.run(["strace", "-f", "-y", "-o", log, "-e", SystemCall.traced], on: stage).status == 0)
        let lines = try stage.directory.text("log").split(separator: "\n")
        let tasks = Set(
            lines.filter { $0.contains(stage.root.path + "/clusters") }.compactMap { $0.split(separator: " ").first })
        // The program's argument is not traced, but its own calls are.
        #expect(tasks.count == 1)
    }

    @Test(arguments: Command.allCases, Fault.allCases)
    func nothingIsLostOrDoubled(command: Command, fault: Fault) throws {
        let start = ContinuousClock.now
        let scene = try command.scene()
        var points = try points(of: scene, fault)
        // The same calls as another poll's, for the most part: an error at every second one, the other one at the rest.
        if [.firstPoll, .packing].contains(command), fault != .kill {
            points = points.enumerated().filter { $0.offset.isMultiple(of: 2) == (fault == .full) }.map(\.element)
        }
        let trials = Trials(scene: scene, fault: fault, points: points)
        trials.run(workers: min(4, max(2, ProcessInfo.processInfo.activeProcessorCount)))
        let harmless = points.filter(fault.isHarmless).count
        let seconds = (ContinuousClock.now - start).components.seconds
        print(
            "crash points: \(points.count) of \(command.rawValue) with \(fault.rawValue)"
                + (harmless > 0 ? ", \(harmless) of them harmless by design" : "") + ", in \(seconds) s")
        let failures = trials.failures
        #expect(failures == [], "\(failures.count) failures")
        #expect(points.count > 80, "the command must have something to disturb")
    }

    /// The calls of an undisturbed run that change something in the root.
    private func points(of scene: Scene, _ fault: Fault) throws -> [SystemCall] {
        let stage = Scene.Stage()
        try scene.reset(stage)
        let traced = try scene.run(
            ["strace", "-y", "-o", stage.directory.file("log"), "-e", SystemCall.traced], on: stage)
        guard traced.status == 0 else { throw Scene.Failed(errors: traced.errors) }
        return SystemCall.parse(try stage.directory.text("log")).filter { call in
            fault.applies(to: call) && call.paths.contains { $0.hasPrefix(stage.root.path + "/") }
        }.map { call in
            var call = call
            call.paths = call.normalizedPaths(root: stage.root.path)
            return call
        }
    }
}
