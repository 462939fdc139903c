package import Scoreboard

/// A month's daily rollup in the form in which it is kept: plain, `YYYY-MM.json`, or, when the month hardly changes any more,
/// packed, `YYYY-MM.json.gz`: the same bytes in the format of gzip (RFC 1952), which are a quarter as many.
///
/// A month has one of the two. Where both are there, the plain one decides: a commit that packs leaves both for a moment, and
/// they say the same; one that adds jobs to a packed month puts the plain one there before it removes the other. What is
/// added to is plain until it is packed again.
///
/// A packed month has no filter of seen jobs beside its exact set either: it is at rest. Whoever adds to it makes the filter
/// anew in the same commit.
package struct RollupFile: Sendable {
    /// What was read, as it is stored.
    package struct Content: Sendable {
        /// Of the file, for errors.
        package let path: String
        private let bytes: [UInt8]
        private let isPacked: Bool

        fileprivate init(path: String, bytes: [UInt8], isPacked: Bool) {
            self.path = path
            self.bytes = bytes
            self.isPacked = isPacked
        }

        /// The text that ``DailyRollupCodec`` wrote.
        ///
        /// - Throws: `DamagedFile` when what is compressed cannot be expanded. The text is not looked at.
        package func text() throws(DamagedFile) -> [UInt8] {
            isPacked ? try InflateStream.expand(bytes, path: path) : bytes
        }
    }

    /// What the names of both forms end with, behind the month.
    static let endings = [".json", ".json.gz"]

    private let month: Month
    private let directory: ClusterDirectory
    private let files: any FileSystem

    package init(_ month: Month, in directory: ClusterDirectory, files: any FileSystem) {
        self.month = month
        self.directory = directory
        self.files = files
    }

    /// Both forms, the one that decides last: in this order they may be moved aside.
    package static func forms(of month: Month) -> [ClusterFile] { [.packedDailyRollup(month), .dailyRollup(month)] }

    /// The months that have a plain file, and those that have a packed one; each in order.
    package static func months(
        in directory: ClusterDirectory, files: any FileSystem
    ) throws(FileSystemError) -> (plain: [Month], packed: [Month]) {
        let path = directory.dailyRollupsDirectory
        guard try files.status(path)?.kind == .directory else { return ([], []) }
        let names = try files.list(path)
        func months(endingWith ending: String) -> [Month] {
            names.compactMap { $0.hasSuffix(ending) ? Month(String($0.dropLast(ending.count))) : nil }.sorted()
        }
        return (months(endingWith: ".json"), months(endingWith: ".json.gz"))
    }

    /// The form that is there; nil when the month has no daily rollup.
    package var stored: ClusterFile? {
        get throws(FileSystemError) {
            for form in RollupFile.forms(of: month).reversed() where try isThere(form) { return form }
            return nil
        }
    }

    /// The form that is there, or the one that a first rollup of the month would have.
    package var name: ClusterFile {
        get throws(FileSystemError) { try stored ?? .dailyRollup(month) }
    }

    /// Where the rollup is, or would be.
    package var path: String {
        get throws(FileSystemError) { directory.path(of: try name) }
    }

    /// Reads the file; nil when there is none. Whoever reads without the lock may meet it on its way from one form to the
    /// other, and then finds it where it was not before.
    package func read() throws(FileSystemError) -> Content? {
        for form in [ClusterFile.dailyRollup(month), .packedDailyRollup(month), .dailyRollup(month)] {
            let path = directory.path(of: form)
            if let bytes = try files.readIfPresent(path) {
                return Content(path: path, bytes: bytes, isPacked: form == .packedDailyRollup(month))
            }
        }
        return nil
    }

    /// Reads and decodes the rollup; nil when there is none.
    ///
    /// - Parameter user: Only this one's lines are taken; nil takes all.
    /// - Throws: `FileSystemError`, `DamagedFile`.
    package func decoded(user: String? = nil) throws -> DailyRollupCodec.Content? {
        guard let content = try read() else { return nil }
        return try DailyRollupCodec.decode(
            content.text(), path: content.path, cluster: directory.name, month: month, user: user)
    }

    /// The days that the rollup has, found without reading what users have on them; none when there is no rollup.
    ///
    /// - Throws: `FileSystemError`, `DamagedFile`.
    package func days() throws -> Set<Day> {
        guard let content = try read() else { return [] }
        var lines = DaysOfLines()
        // Nobody has this name.
        _ = try DailyRollupCodec.read(
            content.text(), path: content.path, cluster: directory.name, month: month, user: "", into: &lines)
        return lines.days
    }

    private func isThere(_ form: ClusterFile) throws(FileSystemError) -> Bool {
        try files.status(directory.path(of: form)) != nil
    }
}

/// What a commit does with it.
extension RollupFile {
    /// Puts a rollup there to which jobs were added, whatever was there.
    ///
    /// - Parameter text: What ``DailyRollupCodec`` wrote.
    package func writing(_ text: [UInt8]) throws(FileSystemError) -> [FileChange] {
        [.write(.dailyRollup(month), text)] + (try removingPacked())
    }

    /// Puts a rollup of the same jobs there, in the form in which it was.
    ///
    /// - Parameter text: What ``DailyRollupCodec`` wrote.
    package func rewriting(_ text: [UInt8]) throws(FileSystemError) -> [FileChange] {
        guard try stored == .packedDailyRollup(month) else { return try writing(text) }
        return [.write(.packedDailyRollup(month), DeflateStream.compress(text))]
    }

    /// Changes the plain form, which is there.
    package func patching(_ patch: FilePatch) throws(FileSystemError) -> [FileChange] {
        [.patch(.dailyRollup(month), patch)] + (try removingPacked())
    }

    /// Removes the rollup.
    package var removal: [FileChange] { RollupFile.forms(of: month).map(FileChange.remove) }

    /// Packs the rollup, and drops the filter of its month; no change when it is packed, or not there.
    ///
    /// - Throws: `FileSystemError`; `DamagedFile` when the plain file is not as it was written: then it is to be told and
    ///   not to be packed.
    package func packing() throws -> [FileChange] {
        let path = directory.path(of: .dailyRollup(month))
        guard let text = try files.readIfPresent(path) else { return [] }
        try ChecksummedJSON.check(text, path: path)
        return [
            .write(.packedDailyRollup(month), DeflateStream.compress(text)), .remove(.dailyRollup(month)),
            .remove(.seenFilter(month)),
        ]
    }

    private func removingPacked() throws(FileSystemError) -> [FileChange] {
        try isThere(.packedDailyRollup(month)) ? [.remove(.packedDailyRollup(month))] : []
    }
}
