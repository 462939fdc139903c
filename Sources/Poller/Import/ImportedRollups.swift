package import Scoreboard
package import Storage

/// The months of a cluster that were taken over from another program, as they are on disk.
///
/// A month has a file of what the world may read, and perhaps one of the users who are not to be shown. As long as the first
/// is there it stands for the month, and the month's own rollup gives the days alone: the two are never added.
package enum ImportedRollups {
    /// What the world may read of a month; nil when it has no such file.
    ///
    /// - Throws: `FileSystemError`, `DamagedFile`.
    package static func shown(
        of month: Month, in directory: ClusterDirectory, files: any FileSystem
    ) throws -> ImportedMonth? {
        try content(.importedRollup(month), month, directory, files)
    }

    /// The users of a month who are not to be shown; nil when it has none.
    ///
    /// - Throws: `FileSystemError`, `DamagedFile`.
    package static func withheld(
        of month: Month, in directory: ClusterDirectory, files: any FileSystem
    ) throws -> ImportedMonth? {
        try content(.withheldImport(month), month, directory, files)
    }

    private static func content(
        _ file: ClusterFile, _ month: Month, _ directory: ClusterDirectory, _ files: any FileSystem
    ) throws -> ImportedMonth? {
        let path = directory.path(of: file)
        return try files.readIfPresent(path).map {
            try ImportedMonthCodec.decode($0, path: path, cluster: directory.name, month: month)
        }
    }

    /// The files of a month with its users where the policy wants them; the second one only when somebody stands in it.
    ///
    /// The first one is written also without users: it is what marks the month as imported.
    static func changes(
        writing content: ImportedMonth, of month: Month, in directory: ClusterDirectory, by policy: VisibilityPolicy
    ) -> [FileChange] {
        var (shown, withheld) = (content, content)
        shown.users = content.users.filter { !policy.withholds($0.key) }
        withheld.users = content.users.filter { policy.withholds($0.key) }
        let name = directory.name
        return [
            .write(.importedRollup(month), ImportedMonthCodec.encode(shown, cluster: name, month: month)),
            withheld.users.isEmpty
                ? .remove(.withheldImport(month))
                : .write(.withheldImport(month), ImportedMonthCodec.encode(withheld, cluster: name, month: month)),
        ]
    }

    /// Both parts of a month together; nil when it is not imported.
    ///
    /// - Throws: `FileSystemError`, `DamagedFile`.
    static func whole(
        of month: Month, in directory: ClusterDirectory, files: any FileSystem
    ) throws -> ImportedMonth? {
        guard var all = try shown(of: month, in: directory, files: files) else { return nil }
        guard let hidden = try withheld(of: month, in: directory, files: files) else { return all }
        all.users.merge(hidden.users) { $0 + $1 }
        return all
    }
}

extension UserTotals {
    fileprivate static func + (left: UserTotals, right: UserTotals) -> UserTotals {
        var sum = left
        sum += right
        return sum
    }
}
