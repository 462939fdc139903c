import Poller
import Sacct
import Scoreboard
import ScoreboardUI
import Settings
import Storage
import Synchronization

/// Asks Slurm what runs and waits now, and leaves out who is on no board. Nothing of it is written anywhere.
final class QueueReader: Sendable {
    /// In whose homes was looked, and who opted out there. Looked once: later the pollers look.
    private let homes = Mutex<(seen: Set<String>, optedOut: Set<String>)>(([], []))

    /// - Parameters:
    ///   - clusters: None is the cluster that this machine belongs to.
    ///   - isInterrupted: Whether nobody waits for the answer any more.
    func read(
        _ clusters: [String], root: DataRoot, settings: ResolvedSettings, files: any FileSystem,
        isInterrupted: @escaping @Sendable () -> Bool
    ) -> QueueAnswer {
        let process = SqueueProcess(environment: wholeEnvironment(), isInterrupted: isInterrupted) { cluster in
            (try? ClusterName(cluster)).map { settings.settings(for: $0).gpuAliases } ?? settings.common.gpuAliases
        }
        do {
            var reading = try process.read(clusters)
            reading.queues.removeAll { queue in
                settings.clusters.excluded.contains { $0.text == queue.cluster }
            }
            let policy = try policy(for: reading, root, settings, files)
            return .queues(
                reading.queues.map { $0.visible(by: policy) }, remarks: reading.remarks(settings.clusters.displayNames))
        } catch let failure as ProcessFailure {
            return failure.queueAnswer
        } catch {
            return .failed("who opted out cannot be read (\(error)), so nobody is shown; slurm-sb doctor says more")
        }
    }

    /// Who is shown: by the site's list and pattern, by what pollers found in homes, and by the homes of those whom no
    /// poller has met.
    private func policy(
        for reading: QueueReading, _ root: DataRoot, _ settings: ResolvedSettings, _ files: any FileSystem
    ) throws -> VisibilityPolicy {
        var optOuts = try OptOuts(of: root, rules: settings.publication, files: files)
        let users = Set(reading.queues.flatMap { $0.users.map(\.user) })
        let known = optOuts.policy.optedOut
        let unseen = homes.withLock { users.subtracting($0.seen) }.subtracting(known)
        for queue in reading.queues {
            guard let cluster = try? ClusterName(queue.cluster) else { continue }
            optOuts.lookInHomes(ofNew: unseen.intersection(queue.users.map(\.user)), on: cluster)
        }
        var policy = optOuts.policy
        policy.optedOut = homes.withLock { homes in
            homes.optedOut.formUnion(policy.optedOut.subtracting(known))
            homes.seen.formUnion(unseen)
            return policy.optedOut.union(homes.optedOut)
        }
        return policy
    }
}

extension QueueReading {
    /// What must be known about the answer, a sentence each.
    fileprivate func remarks(_ displayNames: [String: String]) -> [String] {
        var remarks: [String] = []
        if !silent.isEmpty {
            let names = silent.map { displayNames[$0] ?? $0 }.joined(separator: ", ")
            remarks.append("\(names) did not answer" + (remark.map { " (\($0))" } ?? ""))
        }
        let left = defects.values.reduce(0, +)
        if left > 0 {
            let kinds = defects.keys.map(\.rawValue).sorted().joined(separator: ", ")
            remarks.append("\(left == 1 ? "1 row" : "\(left) rows") not understood (\(kinds)) and left out")
        }
        return remarks
    }
}

extension ProcessFailure {
    /// Why there is no queue, for people.
    fileprivate var queueAnswer: QueueAnswer {
        switch self {
        case .notFound: .noSqueue
        case .timedOut(let program, let seconds):
            .failed("\(program) did not answer within \(seconds) s: slurmctld is busy or out of reach")
        case .failed, .complained, .cutOff, .cannotStart, .interrupted: .failed(cause)
        }
    }
}
