package import Scoreboard

extension FileSystem {
    /// Moves a damaged file aside, to `NAME.<UTC time>.bad` in its directory, and overwrites nothing there.
    ///
    /// - Returns: The new path.
    @discardableResult
    package func quarantine(_ path: String, at now: Timestamp) throws(FileSystemError) -> String {
        // Colons, which some file systems and many scripts dislike, are left out.
        let time = now.description.filter { $0 != ":" && $0 != "-" }
        var target = "\(path).\(time).bad"
        var number = 1
        while try status(target) != nil {
            number += 1
            target = "\(path).\(time)-\(number).bad"
        }
        try rename(path, to: target)
        try syncDirectory(FilePath.parent(of: path))
        return target
    }
}
