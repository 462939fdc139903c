import Scoreboard
import Storage

/// What a cluster's standings are made of, in words: where any of them is another, they are made anew.
///
/// Files are told apart without reading them. Ours are replaced and never written into, so that another content is another
/// inode, or at least another time.
package struct PublicationBasis: Equatable, Sendable {
    private var settings: [String]
    private var months: [Month: [String]]

    /// Nil when something is there that only a whole build knows, or files cannot be told apart.
    init?(of cluster: ClusterDirectory, today: Day, rules: PublicationRules, files: any FileSystem) throws {
        guard try cluster.importedMonths(in: files).isEmpty,
            let archive = try PublicationBasis.word(for: .rollupArchive, in: cluster, files)
        else { return nil }
        settings = [
            "today \(today)", "fewest jobs \(rules.minimumJobs)",
            "windows " + rules.windows.map(\.rawValue).joined(separator: " "),
            "metrics " + Metric.allCases.map(\.key).joined(separator: " "),
            archive,
        ]
        settings += rules.usernames.parts.map { "user \($0)" }
        months = [:]
        for month in try cluster.knownMonths(in: files) {
            guard let words = try PublicationBasis.words(of: month, in: cluster, files: files) else { return nil }
            months[month] = words
        }
    }

    /// What stands for the files of a month; nil when they cannot be told apart from others.
    static func words(of month: Month, in cluster: ClusterDirectory, files: any FileSystem) throws -> [String]? {
        var words: [String] = []
        let daily = try RollupFile(month, in: cluster, files: files).name
        for file in [daily, .monthlyRollup(month), .seenIdentities(month)] {
            guard let word = try word(for: file, in: cluster, files) else { return nil }
            words.append(word)
        }
        return words
    }

    private static func word(
        for file: ClusterFile, in cluster: ClusterDirectory, _ files: any FileSystem
    ) throws -> String? {
        guard let status = try files.status(cluster.path(of: file)) else { return "\(file.relativePath) is not there" }
        // The number of the file system is another on each machine that has it mounted.
        return status.identity.map { "\(file.relativePath) \($0.inode) \($0.size) \($0.modifiedNanoseconds)" }
    }

    /// The basis before some months changed.
    ///
    /// - Parameter earlier: What stood for the files of these months before.
    func before(_ earlier: [Month: [String]]) -> PublicationBasis {
        var before = self
        for (month, words) in earlier { before.months[month] = words }
        return before
    }

    /// All words, in order.
    ///
    /// - Parameter standings: The checksum of the standings that were made of it.
    func words(standings: UInt32) -> [String] {
        settings + months.sorted { $0.key < $1.key }.flatMap(\.value) + ["standings \(standings)"]
    }
}
