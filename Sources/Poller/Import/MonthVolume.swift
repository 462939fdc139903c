package import Scoreboard
package import Storage

/// How much a month holds: by this an imported month and the accounting's own are compared.
///
/// The accounting purges what is old, perhaps in the middle of a month. So its rollup takes the place of an imported one
/// only when it holds as much; till then, or for ever, the imported one stands.
package struct MonthVolume: Equatable, Sendable {
    package var elapsedSeconds: Int64 = 0
    package var coreSeconds: Int128 = 0

    /// In hundredths: that much of the imported hours the accounting must have. What the older program read on the border of
    /// two months may have gone into the other one.
    static let leastHundredths = 99

    package init() {}

    package init(_ users: some Sequence<UserTotals>) {
        for totals in users {
            elapsedSeconds += totals.elapsedSeconds
            coreSeconds += totals.coreSeconds
        }
    }

    /// What the accounting's own rollup of a month holds, those who are withheld included; nil when there is none.
    ///
    /// - Throws: `FileSystemError`, `DamagedFile`.
    package static func read(
        of month: Month, in directory: ClusterDirectory, files: any FileSystem
    ) throws -> MonthVolume? {
        guard let shown = try RollupFiles.monthly(of: month, directory: directory, files: files) else { return nil }
        let withheld = try RollupFiles.withheld(of: month, directory: directory, files: files)?.totals() ?? [:]
        return MonthVolume(Array(shown.values) + withheld.values)
    }

    /// Whether this, which was read from the accounting, takes the place of what was imported.
    package func replaces(_ imported: MonthVolume) -> Bool { hundredths(of: imported) >= MonthVolume.leastHundredths }

    /// How much of the imported hours this has, by whichever of the two it has less of: 0 to 100.
    package func hundredths(of imported: MonthVolume) -> Int {
        func part(_ own: Int128, _ other: Int128) -> Int128 { other > 0 ? min(100, own * 100 / other) : 100 }
        return Int(
            min(
                part(Int128(elapsedSeconds), Int128(imported.elapsedSeconds)),
                part(coreSeconds, imported.coreSeconds)))
    }
}
