package import Scoreboard
package import Storage

/// What an import did, or would do, with the months of a cluster.
package struct ImportSummary: Sendable {
    package var cluster: ClusterName
    /// Where the older program's polling stood.
    package var cursor: PythonCursor
    /// Every month that was found, and what becomes of it.
    package var fates: [Month: ImportPlan.Fate]
    /// Of the months that are imported, those whose files were there already, with the same content.
    package var unchanged: Set<Month> = []
    /// What cannot be trusted, and in which of the imported months.
    package var doubts: [ImportDoubt: [Month]] = [:]
    /// How much of an imported month's hours the accounting has, in hundredths, where it has some of them.
    package var hundredthsRead: [Month: Int] = [:]
    /// Files that could not be used, and why.
    package var damages: [DamagedFile] = []
    /// What was found damaged here on the way and mended.
    package var mended: [RepairAction] = []

    /// The months of a fate, in order.
    package func months(_ fate: ImportPlan.Fate) -> [Month] {
        fates.filter { $0.value == fate }.map(\.key).sorted()
    }
}
