/// The files of a directory of boards as they were written last, each with its CRC-32C: so that what is taken over from one is
/// known to be what was written beside the others. `.published`, derived.
///
/// `{"schema_version":1,"files":{"alltime.json":"xxxxxxxx",…},"checksum":…}`.
package struct PublicationRecord: Equatable, Sendable {
    package static let fileName = ".published"
    private static let schemaVersion = 1

    /// By the names of the files.
    package var checksums: [String: UInt32] = [:]

    package init() {}

    /// Whether these bytes are those that were written last under a name.
    package func knows(_ bytes: [UInt8], as name: String) -> Bool { checksums[name] == Checksum.crc32c(bytes) }

    /// The whole file.
    package func encoded() -> [UInt8] {
        ChecksummedJSON.encode(version: PublicationRecord.schemaVersion) { writer in
            writer.key("files")
            writer.object { writer in
                for (name, crc) in checksums.sorted(by: { ByteOrder.precedes($0.key, $1.key) }) {
                    writer.key(name)
                    writer.string(String(decoding: Checksum.hexadecimal(crc), as: UTF8.self))
                }
            }
        }
    }

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    package init(decoding bytes: [UInt8], path: String) throws(DamagedFile) {
        self = try ChecksummedJSON.decode(bytes, path: path, version: PublicationRecord.schemaVersion) {
            (reader) throws(JSONError) in
            var record = PublicationRecord()
            try reader.object { (reader, key) throws(JSONError) in
                guard key == "files" else { return try reader.skip() }
                try reader.object { (reader, name) throws(JSONError) in
                    record.checksums[name] = Checksum.value(ofHexadecimal: try reader.string())
                }
            }
            return record
        }
    }
}
