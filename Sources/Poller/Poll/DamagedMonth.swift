package import Scoreboard
package import Storage

/// Moves the files of a month aside of which one is damaged, so that the month can be read again from the beginning: its
/// rollups, its seen jobs and its awaited steps stand and fall together.
package struct DamagedMonth {
    /// The month that a damaged file belongs to; nil for files of no month.
    package static func month(of damage: DamagedFile, in directory: ClusterDirectory) -> Month? {
        guard damage.path.hasPrefix(directory.path + "/") else { return nil }
        let name = FilePath.name(of: damage.path)
        let parents = [
            directory.dailyRollupsDirectory, directory.monthlyRollupsDirectory, directory.seenDirectory,
            directory.stepsDirectory, directory.withheldDirectory,
        ]
        guard parents.contains(FilePath.parent(of: damage.path)) else { return nil }
        return Month(String(name.prefix(7)))
    }

    /// Moves the month's files aside. The cursor must ask for the month before: were this killed first, a month without
    /// files would be a month without jobs.
    ///
    /// The daily rollup goes first and the exact set last. A kill between them leaves a month of which only some files
    /// are there; ``MonthFiles`` finds that when the month is next read, and it is set aside again.
    ///
    /// - Returns: Where they are now.
    package static func setAside(
        _ month: Month, in directory: ClusterDirectory, files: any FileSystem, now: Timestamp
    ) throws -> [String] {
        try MonthFiles(of: month, in: directory, files: files).paths.map { try files.quarantine($0, at: now) }
    }

    /// The cursor that asks for the month again, as far as it had been read.
    package static func reopening(_ month: Month, in cursor: PollCursor) -> PollCursor {
        guard let watermark = cursor.watermark else { return cursor }
        var reopened = cursor
        let first = max(month.firstDay, cursor.backfillStart)
        let end = min(month.next.firstDay, watermark.day)
        if first < end { reopened.reopen(first..<end) }
        if month.next.firstDay > watermark.day { reopened.watermark = max(watermark.day, month.firstDay).start }
        return reopened
    }
}
