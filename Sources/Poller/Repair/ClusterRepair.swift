package import Scoreboard
package import Storage

/// Mends what is damaged in a cluster's directory, as far as that is safe: what follows from other files is made anew, what
/// does not is moved aside and asked for again. Nothing is deleted. To be used under the cluster's lock only.
package struct ClusterRepair {
    private let directory: ClusterDirectory
    private let files: any FileSystem
    private let clock: any PollClock
    /// What was done, in order.
    package private(set) var actions: [RepairAction] = []
    /// Whether months were moved aside: until the polls have read them again, the boards lack them.
    package private(set) var mustReadAgain = false

    package init(_ directory: ClusterDirectory, files: any FileSystem, clock: any PollClock) {
        self.directory = directory
        self.files = files
        self.clock = clock
    }

    /// Where the files are that were moved aside.
    package var setAside: [String] { actions.filter { $0.kind == .setAside }.compactMap(\.path) }

    /// Mends what a poll met.
    ///
    /// - Throws: The damage itself when it is not of this cluster; what reading and writing throws.
    package mutating func settle(_ damage: DamagedFile) throws {
        guard damage.path.hasPrefix(directory.path + "/") else { throw damage }
        let before = actions.count
        try clearObstacle(damage)
        try settleCommit()
        try settleArchive()
        if let month = DamagedMonth.month(of: damage, in: directory) {
            try settleMonth(month)
            // Whatever the poll met, it must not meet it for ever.
            if actions.count == before { try readAgain([month]) }
        } else if try actions.count == before && files.status(damage.path) != nil {
            try moveAside(damage.path, why: damage.whySetAside)
        }
    }

    /// Mends what a command met.
    ///
    /// - Returns: What is to be told in its place; an error that is no damage itself.
    package mutating func settling(_ error: any Error) throws -> any Error {
        guard let damage = DamagedFile(error) else { return error }
        try settle(damage)
        return try report("\(damage)")
    }

    /// - Throws: ``PollError`` when a commit could not be carried out, so that months must be read again.
    package mutating func throwIfMonthsAreLost() throws {
        if mustReadAgain { throw try report("an interrupted commit could not be carried out") }
    }

    private mutating func report(_ reason: String) throws -> PollError {
        if mustReadAgain { try noteInHealth() }
        let reopened = actions.filter { $0.kind == .reopened }.map(\.message)
        return .damaged(paths: setAside, reason: ([reason] + reopened).joined(separator: "; "))
    }

    /// Writes down what was moved aside: it is shown, and commands end with 4, until it is read again.
    ///
    /// - Parameter leaving: What is about to be moved aside.
    package mutating func noteInHealth(_ leaving: [String] = []) throws {
        let path = directory.path(of: .health)
        var health = HealthRecord()
        do {
            if let bytes = try files.readIfPresent(path) { health = try HealthRecord(decoding: bytes, path: path) }
        } catch {
            guard let damage = DamagedFile(error) else { throw error }
            try moveAside(path, why: damage.whySetAside)
        }
        let moved = setAside
        health.damaged.removeAll { path in moved.contains { $0.hasPrefix(path + ".") } }
        health.damaged += (moved + leaving).filter { !health.damaged.contains($0) }
        try files.atomicWrite(path, health.encoded())
    }

    /// Moves aside what stands where a plain file belongs.
    ///
    /// - Returns: Whether there was such a thing.
    @discardableResult
    private mutating func clearObstacle(_ damage: DamagedFile) throws -> Bool {
        // The staging directory is moved aside as a whole.
        guard let kind = try files.status(damage.path)?.kind, kind != .file,
            !(damage.path + "/").hasPrefix(directory.stagingDirectory + "/")
        else { return false }
        try moveAside(damage.path, why: damage.whySetAside)
        return true
    }

    /// Carries out an interrupted commit, or takes it back; what stands in its way is moved aside.
    package mutating func settleCommit() throws {
        let staging = directory.stagingDirectory
        if let kind = try files.status(staging)?.kind, kind != .directory {
            try moveAside(staging, why: "something other than a directory is in its place")
        }
        var commit = SliceCommit(cluster: directory, files: files)
        var isSettled = false
        while !isSettled {
            do {
                let outcome = try commit.recover()
                if outcome != .clean { actions.append(RepairAction(.settled, path: staging, outcome.description)) }
                isSettled = true
            } catch {
                guard let damage = DamagedFile(error) else { throw error }
                if try clearObstacle(damage) { continue }
                try breakOff(damage)
                _ = try commit.recover()
                isSettled = true
            }
        }
    }

    /// Moves small records aside that cannot be read: they are written anew by the next poll, and no job is lost with them.
    ///
    /// - Parameter includingCursor: A cursor that is moved aside makes the polls read all history again.
    package mutating func settleRecords(includingCursor: Bool = false) throws {
        let unpublished = directory.path(of: .unpublished)
        if let kind = try files.status(unpublished)?.kind, kind != .file {
            try moveAside(unpublished, why: "something other than a plain file is in its place")
            try files.atomicWrite(unpublished, SliceChanges.publicationMarkBytes)
        }
        for damage in try StateRecords(directory, files: files).damages() {
            guard includingCursor || damage.path != directory.path(of: .pollCursor) else { continue }
            try moveAside(damage.path, why: damage.whySetAside)
        }
    }

    /// Mends a month by what ``MonthExamination`` finds.
    package mutating func settleMonth(_ month: Month) throws {
        let archive = try RollupArchive(of: directory, files: files)
        let found = try MonthExamination(month, in: directory, files: files, archive: archive)
        switch found.remedy {
        case .none: return
        case .readAgain: try readAgain([month], why: found.damages.first?.whySetAside)
        case .moveAside(let paths):
            for path in paths {
                try moveAside(
                    path, why: found.damages.first { $0.path == path }?.whySetAside ?? "its month is archived")
            }
        case .remake(let changes):
            for damage in found.damages where try files.status(damage.path) != nil {
                try moveAside(damage.path, why: damage.whySetAside)
            }
            var commit = SliceCommit(cluster: directory, files: files)
            try commit.commit(changes)
            for change in changes {
                actions.append(
                    RepairAction(
                        .remade, path: FilePath.join(directory.path, change.path), "made anew from the other files"))
            }
        }
    }

    /// Moves an archive aside that is damaged, and lets its months be read again: all of them, since it has no more than
    /// their sums.
    package mutating func settleArchive() throws {
        do {
            _ = try RollupArchive(of: directory, files: files)
        } catch {
            guard let damage = DamagedFile(error) else { throw error }
            // The months first: were this killed in between, the archive is still found damaged.
            try readAgain(
                RollupArchive.suspectedMonths(in: directory, files: files), why: "its month was in the damaged archive")
            for file in [ClusterFile.withheldArchive, .rollupArchive] {
                let path = directory.path(of: file)
                let isDamaged = path == damage.path
                if try files.status(path) != nil {
                    try moveAside(path, why: isDamaged ? damage.problem : "it belongs to a damaged archive")
                }
            }
        }
    }

    /// Moves one file aside that something is wrong with.
    package mutating func moveAside(_ path: String, why: String) throws {
        let target = try files.quarantine(path, at: clock.now())
        actions.append(RepairAction(.setAside, path: target, why))
    }

    /// Lets months be read again: the cursor asks for them, then their files are moved aside.
    private mutating func readAgain(_ months: [Month], why: String? = nil) throws {
        mustReadAgain = true
        try reopen(months)
        // Before anything is moved: were this killed now, it would be known all the same that the boards lack them.
        try noteInHealth(months.flatMap { try MonthFiles(of: $0, in: directory, files: files).paths })
        for month in months {
            let moved = try DamagedMonth.setAside(month, in: directory, files: files, now: clock.now())
            for path in moved {
                actions.append(RepairAction(.setAside, path: path, why ?? "it belongs to a damaged month"))
            }
        }
    }

    /// A cursor that is missing or damaged asks for everything anyway.
    private mutating func reopen(_ months: [Month]) throws {
        let path = directory.path(of: .pollCursor)
        do {
            guard let bytes = try files.readIfPresent(path) else { return }
            let cursor = try PollCursor(decoding: bytes, path: path)
            let reopened = months.reduce(cursor) { DamagedMonth.reopening($1, in: $0) }
            // Not a commit: one that is broken off may stand in the way.
            if reopened != cursor { try files.atomicWrite(path, reopened.encoded()) }
            for month in months {
                let how =
                    cursor.watermark == nil ? "bring its saved rows in again with: ingest" : "the polls read it again"
                actions.append(RepairAction(.reopened, "\(month) is open again: \(how)"))
            }
        } catch {
            guard let damage = DamagedFile(error) else { throw error }
            try moveAside(path, why: damage.whySetAside)
        }
    }

    /// A commit can neither be carried out nor taken back: it is moved aside, and the months that it may have changed are
    /// read again. Which ones these are, the record says; without it they may be any.
    private mutating func breakOff(_ damage: DamagedFile) throws {
        let recordPath = directory.path(of: .commitRecord)
        let isUnfinished =
            try files.status(directory.stagingDirectory)?.kind == .directory
            && !files.list(directory.stagingDirectory).isEmpty
        let record = try? files.readIfPresent(recordPath).map { try CommitRecord(decoding: $0, path: recordPath) }
        var months = try directory.knownMonths(in: files)
        if let record {
            let named = (record.files.map(\.target) + record.removals).map { FilePath.name(of: $0) }
            months = months.filter { month in named.contains { $0.hasPrefix("\(month).") } }
        }
        // What the commit did to the files of an archived month is mended by what they say; it cannot be read again alone.
        let archive = try? RollupArchive(of: directory, files: files)
        months = months.filter { !(archive?.contains($0) ?? false) }
        if isUnfinished {
            // The months first: were this killed in between, the commit is still found unfinished.
            try readAgain(months, why: "it belongs to a commit that was interrupted and cannot be carried out")
            try moveAside(directory.stagingDirectory, why: "an interrupted commit: \(damage.problem)")
        }
        if try record == nil && files.status(recordPath) != nil {
            try moveAside(recordPath, why: damage.whySetAside)
        }
        if try damage.path == directory.path(of: .pollCursor) && files.status(damage.path) != nil {
            try moveAside(damage.path, why: damage.whySetAside)
        }
    }
}

extension SliceCommit.Outcome: CustomStringConvertible {
    /// In words, for the log.
    package var description: String {
        switch self {
        case .clean: "no commit was interrupted"
        case .rolledForward(let sequence): "the interrupted commit \(sequence) was carried out"
        case .rolledBack: "an interrupted commit was taken back"
        }
    }
}
