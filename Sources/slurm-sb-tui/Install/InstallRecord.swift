import Storage

/// What install put below a root: `share/slurm-sb/installed.json`. What is not in it is not install's.
///
/// `{"schema_version":1,"version":"0.1.0","files":[{"path":"bin/slurm-sb-tui","bytes":…,"crc32c":…},…],`
/// `"links":[{"path":…,"target":…}],"directories":["bin",…],"checksum":…}`
struct InstallRecord: Equatable {
    /// The `schema_version` that is written, and the newest that is read.
    static let schemaVersion = 1

    /// What tells whether a file is as it was written.
    struct Mark: Equatable {
        var bytes: Int64
        var checksum: Int64

        init(of content: [UInt8]) {
            bytes = Int64(content.count)
            checksum = Int64(Checksum.crc32c(content))
        }

        init(bytes: Int64, checksum: Int64) {
            self.bytes = bytes
            self.checksum = checksum
        }
    }

    /// Of the program.
    var version: String
    /// By path below the root.
    var files: [String: Mark] = [:]
    /// The targets, by path below the root.
    var links: [String: String] = [:]
    /// Those that were not there before; the root's own path is empty.
    var directories: Set<String> = []

    func encoded() -> [UInt8] {
        ChecksummedJSON.encode(version: InstallRecord.schemaVersion) { writer in
            writer.member("version", version)
            writer.key("files")
            writer.array(files.sorted { ByteOrder.precedes($0.key, $1.key) }) { writer, file in
                writer.newline()
                writer.object { writer in
                    writer.member("path", file.key)
                    writer.member("bytes", file.value.bytes)
                    writer.member("crc32c", file.value.checksum)
                }
            }
            writer.newline()
            writer.key("links")
            writer.array(links.sorted { ByteOrder.precedes($0.key, $1.key) }) { writer, link in
                writer.object { writer in
                    writer.member("path", link.key)
                    writer.member("target", link.value)
                }
            }
            writer.newline()
            writer.key("directories")
            writer.array(directories.sorted(by: ByteOrder.precedes)) { $0.string($1) }
        }
    }

    init(version: String) {
        self.version = version
    }

    /// - Parameter path: For the error.
    /// - Throws: `DamagedFile`, also for a path that leads out of the root.
    init(decoding bytes: [UInt8], path: String) throws(DamagedFile) {
        self = try ChecksummedJSON.decode(bytes, path: path, version: InstallRecord.schemaVersion) {
            (reader) throws(JSONError) in
            var record = InstallRecord(version: "")
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "version": record.version = try reader.string()
                case "files":
                    try reader.array { (reader, _) throws(JSONError) in
                        let file = try InstallRecord.file(&reader)
                        record.files[file.path] = file.mark
                    }
                case "links":
                    try reader.array { (reader, _) throws(JSONError) in
                        let link = try InstallRecord.link(&reader)
                        record.links[link.path] = link.target
                    }
                case "directories":
                    try reader.array { (reader, _) throws(JSONError) in
                        let directory = try reader.string()
                        if !directory.isEmpty { try InstallRecord.check(directory, reader) }
                        record.directories.insert(directory)
                    }
                default: try reader.skip()
                }
            }
            return record
        }
    }

    private static func file(_ reader: inout JSONReader) throws(JSONError) -> (path: String, mark: Mark) {
        var (path, mark) = ("", Mark(bytes: 0, checksum: 0))
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "path": path = try reader.string()
            case "bytes": mark.bytes = try reader.count(key)
            case "crc32c": mark.checksum = try reader.count(key)
            default: try reader.skip()
            }
        }
        try check(path, reader)
        return (path, mark)
    }

    private static func link(_ reader: inout JSONReader) throws(JSONError) -> (path: String, target: String) {
        var (path, target) = ("", "")
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "path": path = try reader.string()
            case "target": target = try reader.string()
            default: try reader.skip()
            }
        }
        try check(path, reader)
        return (path, target)
    }

    private static func check(_ path: String, _ reader: JSONReader) throws(JSONError) {
        guard FilePath.isInside(path) else {
            throw JSONError(.wrong("\(path.debugDescription) is no path below the root"), at: reader.offset)
        }
    }
}
