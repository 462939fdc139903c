package import Scoreboard

/// Reads one user's history from the files of the rollups. It only reads, and goes on past what it cannot read.
package struct UserHistoryReader {
    private let root: DataRoot
    private let files: any FileSystem

    package init(root: DataRoot, files: any FileSystem) {
        self.root = root
        self.files = files
    }

    /// - Parameters:
    ///   - clusters: Where to look; a name that no cluster can have is a problem of the history.
    ///   - today: The last day.
    package func read(user: String, clusters: [String], today: Day) -> UserHistory {
        var history = UserHistory(user: user)
        for name in clusters {
            do {
                let cluster = try ClusterName(name)
                history.parts.append(part(of: user, root.cluster(cluster), today: today, &history.problems))
            } catch {
                history.problems.append("\(error)")
            }
        }
        return history
    }

    private func part(
        of user: String, _ directory: ClusterDirectory, today: Day, _ problems: inout [String]
    ) -> UserHistory.Part {
        var part = UserHistory.Part(cluster: directory.name.text)
        let userPath = directory.path(of: .user(user))
        if let file = read(userPath, &problems, { try UserFileCodec.decode($0, path: userPath) }) {
            if let found = file.clusters[directory.name], file.username == user { part.allTime = found.totals }
        }
        // Where what another program had counted stands for a month, its rollups give the days alone.
        let imported: Set<Month>
        do {
            imported = Set(try directory.importedMonths(in: files))
        } catch {
            problems.append("\(error)")
            imported = []
        }
        let firstDay = today.adding(days: 1 - UserHistory.dayCount)
        var month = today.month.adding(months: 1 - UserHistory.monthCount)
        while month <= today.month {
            let isImported = imported.contains(month)
            if isImported, let totals = importedTotal(of: user, month, directory, &problems) {
                part.months[month] = totals
                part.importedMonths.insert(month)
            }
            if month >= firstDay.month, let days = days(of: user, month, directory, &problems) {
                for (day, totals) in days {
                    if !isImported { part.months[month, default: UserTotals()] += totals }
                    if day >= firstDay, day <= today { part.days[day] = totals }
                }
            } else if !isImported, let totals = total(of: user, month, directory, &problems) {
                part.months[month] = totals
            }
            month = month.next
        }
        return part
    }

    /// Nil when there is no such file, or none that can be read.
    private func days(
        of user: String, _ month: Month, _ directory: ClusterDirectory, _ problems: inout [String]
    ) -> [Day: UserTotals]? {
        do {
            let content = try RollupFile(month, in: directory, files: files).decoded(user: user)
            return content?.rollup.days.compactMapValues { $0[user] }
        } catch {
            problems.append("\(error)")
            return nil
        }
    }

    private func total(
        of user: String, _ month: Month, _ directory: ClusterDirectory, _ problems: inout [String]
    ) -> UserTotals? {
        let path = directory.path(of: .monthlyRollup(month))
        return read(path, &problems) {
            try MonthlyRollupCodec.decode($0, path: path, cluster: directory.name, month: month, user: user)
        }?.users[user]
    }

    private func importedTotal(
        of user: String, _ month: Month, _ directory: ClusterDirectory, _ problems: inout [String]
    ) -> UserTotals? {
        let path = directory.path(of: .importedRollup(month))
        return read(path, &problems) {
            try ImportedMonthCodec.decode($0, path: path, cluster: directory.name, month: month, user: user)
        }?.users[user]
    }

    /// Nil for a file that is not there: nothing is known then, and nothing is wrong.
    private func read<Content>(
        _ path: String, _ problems: inout [String], _ decode: ([UInt8]) throws -> Content
    ) -> Content? {
        do {
            guard let bytes = try files.readIfPresent(path) else { return nil }
            return try decode(bytes)
        } catch {
            problems.append("\(error)")
            return nil
        }
    }
}
