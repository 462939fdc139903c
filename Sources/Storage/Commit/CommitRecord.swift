/// The file that decides a commit, `state/commit.json`: what was staged, and where it belongs.
///
/// `{"schema_version":1,"sequence":7,"files":[{"target":"agg/…","staged":"0","size":1234,"crc":"xxxxxxxx"}],
/// "removals":["state/…"],"checksum":…}`; `target` and `removals` are below the cluster's directory, `staged` is a name
/// in `state/commit/<sequence>/`, `crc` the CRC-32C of the content.
package struct CommitRecord: Hashable, Sendable {
    /// One staged file.
    package struct File: Hashable, Sendable {
        /// Where it belongs, below the cluster's directory.
        package var target: String
        /// Its name in the staging directory.
        package var staged: String
        /// In bytes.
        package var size: Int64
        /// The CRC-32C of the content.
        package var crc: UInt32
    }

    static let schemaVersion = 1
    /// More commits than can ever be made: a record with more is damaged.
    static let maximumSequence: Int64 = 1 << 60

    /// The number of the commit, from 1.
    package var sequence: Int64
    /// What is to be moved into place.
    package var files: [File]
    /// What is to be removed, below the cluster's directory.
    package var removals: [String]

    func encoded() -> [UInt8] {
        ChecksummedJSON.encode(version: CommitRecord.schemaVersion) { writer in
            writer.key("sequence")
            writer.integer(sequence)
            writer.key("files")
            writer.array(files) { writer, file in
                writer.newline()
                writer.object { writer in
                    writer.key("target")
                    writer.string(file.target)
                    writer.key("staged")
                    writer.string(file.staged)
                    writer.key("size")
                    writer.integer(file.size)
                    writer.key("crc")
                    writer.string(String(decoding: Checksum.hexadecimal(file.crc), as: UTF8.self))
                }
            }
            writer.key("removals")
            writer.array(removals) { $0.string($1) }
        }
    }

    init(sequence: Int64, files: [File], removals: [String]) {
        self.sequence = sequence
        self.files = files
        self.removals = removals
    }

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    package init(decoding bytes: [UInt8], path: String) throws(DamagedFile) {
        self = try ChecksummedJSON.decode(bytes, path: path, version: CommitRecord.schemaVersion) {
            (reader) throws(JSONError) in
            var record = CommitRecord(sequence: 0, files: [], removals: [])
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "sequence": record.sequence = try reader.count(key, upTo: CommitRecord.maximumSequence)
                case "files":
                    try reader.array { (reader, _) throws(JSONError) in
                        record.files.append(try CommitRecord.file(&reader))
                    }
                case "removals":
                    try reader.array { (reader, _) throws(JSONError) in
                        record.removals.append(try CommitRecord.inside(&reader))
                    }
                default: try reader.skip()
                }
            }
            guard record.sequence > 0 else { throw JSONError(.missing("sequence"), at: 0) }
            return record
        }
    }

    private static func file(_ reader: inout JSONReader) throws(JSONError) -> File {
        let start = reader.offset
        var (target, staged, size, crc): (String?, String?, Int64?, UInt32?)
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "target": target = try inside(&reader)
            case "staged": staged = try inside(&reader)
            case "size": size = try reader.count(key)
            case "crc": crc = Checksum.value(ofHexadecimal: try reader.string())
            default: try reader.skip()
            }
        }
        guard let target, let staged, let size, let crc else {
            throw JSONError(.missing("target, staged, size or crc"), at: start)
        }
        return File(target: target, staged: staged, size: size, crc: crc)
    }

    /// A path that stays below the directory: a record must not be able to name anything else.
    private static func inside(_ reader: inout JSONReader) throws(JSONError) -> String {
        let start = reader.offset
        let path = try reader.string()
        guard FilePath.isInside(path) else { throw JSONError(.wrong("a path leads outside"), at: start) }
        return path
    }
}
