package import Scoreboard
package import Storage

/// The shared directory of the older Python program. It is only read.
package struct PythonRoot {
    /// A cluster's months as they were found.
    package struct Cluster {
        package var name: ClusterName
        package var cursor = PythonCursor()
        package var months: [Month: PythonMonth] = [:]
        /// Files that could not be used, and why.
        package var damages: [DamagedFile] = []

        package init(name: ClusterName) {
            self.name = name
        }
    }

    private let path: String
    private let files: any FileSystem

    package init(path: String, files: any FileSystem) {
        self.path = path
        self.files = files
    }

    private var clustersDirectory: String { FilePath.join(path, "clusters") }

    /// The clusters that have monthly rollups there, sorted by name.
    ///
    /// - Throws: `FileSystemError` when the directory cannot be looked into.
    package func clusters() throws -> [ClusterName] {
        try files.list(clustersDirectory).compactMap { entry in
            guard let name = try? ClusterName(entry), try files.status(monthsDirectory(entry))?.kind == .directory
            else {
                return nil
            }
            return name
        }.sorted()
    }

    /// Reads a cluster. A file that cannot be used is named and left out.
    ///
    /// - Throws: `FileSystemError` when a directory cannot be listed.
    package func read(_ name: ClusterName) throws -> Cluster {
        var cluster = Cluster(name: name)
        // Its directory may be called in another case.
        let entries = try files.names(in: clustersDirectory).filter { (try? ClusterName($0)) == name }
        for entry in entries {
            let cursorPath = FilePath.join(clustersDirectory, "\(entry)/state/poll_cursor.json")
            if let bytes = try readIfUsable(cursorPath, into: &cluster) {
                do {
                    cluster.cursor = try PythonCursor(decoding: bytes, path: cursorPath)
                } catch {
                    cluster.damages.append(error)
                }
            }
            for file in try files.names(in: monthsDirectory(entry)) where file.hasSuffix(".json") {
                let path = FilePath.join(monthsDirectory(entry), file)
                guard let month = Month(String(file.dropLast(".json".count))) else {
                    cluster.damages.append(DamagedFile(path: path, .malformed("its name is no month like 2019-05")))
                    continue
                }
                guard let bytes = try readIfUsable(path, into: &cluster) else { continue }
                do {
                    let content = try PythonMonthDecoder.decode(bytes, path: path, cluster: name, month: month)
                    cluster.months[month] = content
                    if content.linesLeftOut > 0 {
                        cluster.damages.append(
                            DamagedFile(path: path, .malformed("\(content.linesLeftOut) of its users cannot be read")))
                    }
                } catch {
                    cluster.damages.append(error)
                }
            }
        }
        return cluster
    }

    private func monthsDirectory(_ entry: String) -> String {
        FilePath.join(clustersDirectory, "\(entry)/agg/rollups/monthly")
    }

    /// Nil for what is missing, and for what cannot be read, which is noted.
    private func readIfUsable(_ path: String, into cluster: inout Cluster) throws -> [UInt8]? {
        do {
            return try files.readIfPresent(path)
        } catch {
            cluster.damages.append(DamagedFile(path: path, .malformed("\(error)")))
            return nil
        }
    }
}
