import Foundation
import Synchronization

/// One disturbed run and one undisturbed after it, for each of many points, some at a time.
final class Trials: Sendable {
    private let scene: Scene
    private let fault: Fault
    private let points: [SystemCall]
    private let next = Mutex(0)
    private let found = Mutex<[String]>([])

    init(scene: Scene, fault: Fault, points: [SystemCall]) {
        self.scene = scene
        self.fault = fault
        self.points = points
    }

    /// What was not as it must be, in words.
    var failures: [String] { found.withLock(\.self).sorted() }

    func run(workers: Int) {
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            let stage = Scene.Stage()
            while let point = nextPoint() {
                var problems: [String]
                do {
                    problems = try trial(of: point, on: stage)
                } catch {
                    problems = ["\(error)"]
                }
                let place =
                    "\(fault.rawValue) at \(point.name) \(point.number) of \(point.paths.joined(separator: ", "))"
                found.withLock { $0 += problems.map { "\(place): \($0)" } }
            }
        }
    }

    private func nextPoint() -> SystemCall? {
        next.withLock { next in
            guard next < points.count else { return nil }
            next += 1
            return points[next - 1]
        }
    }

    private func trial(of point: SystemCall, on stage: Scene.Stage) throws -> [String] {
        try scene.reset(stage)
        let disturbed = try scene.run(
            ["strace", "-y", "-o", stage.directory.file("log"), "-e", "trace=\(point.name)"]
                + ["-e", "inject=\(point.name):\(fault.rawValue):when=\(point.number)"], on: stage)
        let log = try stage.directory.text("log")
        var problems = wrongEnd(disturbed, at: point, log: log, stage)
        let after = try scene.run(on: stage)
        if after.status != 0 { problems.append("the run after it ends with \(after.status): \(after.errors)") }
        problems += DataRoot.differences(stage.root.content(), scene.expected).map { "after the next run \($0)" }
        if scene.makesEverything { problems += stage.root.wrongModes }
        problems += stage.root.leftovers.map { "\($0) is left over" }
        return problems
    }

    /// What is wrong with the end of the disturbed run.
    private func wrongEnd(
        _ outcome: SpawnedProgram.Outcome, at point: SystemCall, log: String, _ stage: Scene.Stage
    ) -> [String] {
        let calls = SystemCall.parse(log)
        // The run must have been disturbed where it was meant to be.
        guard let call = calls.first(where: { $0.number == point.number }),
            call.normalizedPaths(root: stage.root.path) == point.paths
        else { return ["the call was not met again"] }
        guard fault != .kill else {
            let isThere = log.contains("+++ killed by SIGKILL +++") && calls.last?.number == point.number
            return isThere ? [] : ["it was not killed there: \(outcome.errors)"]
        }
        guard call.isInjected else { return ["the call was not made to fail"] }
        if fault.isHarmless(at: point) {
            let totals = try? stage.root.userTotals()
            if outcome.status == 0, totals == scene.totals { return [] }
            return ["it should have gone on, and ended with \(outcome.status): \(outcome.errors)"]
        }
        var problems: [String] = []
        if outcome.status != 1 { problems.append("the exit code is \(outcome.status): \(outcome.errors)") }
        let message = outcome.errors.split(separator: "\n").last.map(String.init) ?? ""
        // Temporary and staged files are told by their own names, or by that of the file that they are to become.
        let names = call.paths + call.paths.compactMap(SystemCall.target(ofTemporary:))
        if !message.hasPrefix("slurm-sb-tui: cannot ") || !message.hasSuffix(fault.advice)
            || !names.contains(where: message.contains)
        {
            problems.append("it does not say what happened: '\(message)'")
        }
        return problems
    }
}
