/// The envelope of every JSON file of ours: an object whose first member is `schema_version` and whose last is
/// `checksum`.
///
/// The text ends with exactly `"checksum":"xxxxxxxx"}` and a line feed, where `xxxxxxxx` is the CRC-32C of every byte
/// before that, in lower-case hexadecimal. So a flipped bit inside a digit, which is still good JSON, is found, and so
/// is a file that was cut off or edited by hand. To read a file, a program needs nothing of this.
package enum ChecksummedJSON {
    private static let prefix = Array("\"checksum\":\"".utf8)
    private static let suffix = Array("\"}\n".utf8)
    /// Of the whole ending, in bytes.
    static let endingLength = prefix.count + 8 + suffix.count

    /// What a file ends with.
    ///
    /// - Parameter crc: The CRC-32C of all that stands before.
    static func ending(_ crc: UInt32) -> [UInt8] { prefix + Checksum.hexadecimal(crc) + suffix }

    /// The file with the members that `members` writes between the version and the checksum.
    package static func encode(
        version: Int, capacity: Int = 1024, _ members: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        JSONWriter.bytes(capacity: capacity + endingLength) { writer in
            writer.beginObject()
            writer.key("schema_version")
            writer.integer(version)
            members(&writer)
            writer.newline()
        } ending: {
            ending(Checksum.crc32c($0))
        }
    }

    /// The CRC-32C of a whole file that was just made here, as it follows from the one that it ends with.
    package static func checksum(ofMade bytes: [UInt8]) -> UInt32 {
        let start = bytes.count - endingLength
        guard start > 0 else { return Checksum.crc32c(bytes) }
        let digits = String(decoding: bytes[(start + prefix.count)...].prefix(8), as: UTF8.self)
        guard let before = Checksum.value(ofHexadecimal: digits) else { return Checksum.crc32c(bytes) }
        return bytes[start...].withUnsafeBytes { Checksum.crc32c($0, behind: before) }
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    ///   - version: The newest schema that is understood; older ones are the reader's to tell apart.
    ///   - body: Gets a reader that stands before the whole object. The version and the checksum are members like
    ///     others, and are already checked.
    package static func decode<Value>(
        _ bytes: [UInt8], path: String, version: Int, _ body: (inout JSONReader) throws(JSONError) -> Value
    ) throws(DamagedFile) -> Value {
        try check(bytes, path: path, version: version)
        do throws(JSONError) {
            var reader = JSONReader(bytes)
            let value = try body(&reader)
            try reader.finish()
            return value
        } catch {
            throw DamagedFile(path: path, error)
        }
    }

    /// Looks whether a file is as it was written, and by a version that is understood, without reading what else it says.
    package static func check(_ bytes: [UInt8], path: String, version: Int) throws(DamagedFile) {
        try check(bytes, path: path)
        let found = try schemaVersion(of: bytes, path: path)
        guard found <= version else { throw DamagedFile(path: path, .newerVersion(found: found, known: version)) }
    }

    /// Looks whether a file is as it was written, without reading what it says.
    static func check(_ bytes: [UInt8], path: String) throws(DamagedFile) {
        if bytes.isEmpty { throw DamagedFile(path: path, .empty) }
        let start = bytes.count - endingLength
        guard start > 0, bytes[start...].starts(with: prefix), bytes.suffix(suffix.count).elementsEqual(suffix) else {
            throw DamagedFile(path: path, .noChecksum, offset: max(0, start))
        }
        let written = bytes[(start + prefix.count)..<(start + prefix.count + 8)]
        guard written.elementsEqual(Checksum.hexadecimal(Checksum.crc32c(bytes[..<start]))) else {
            throw DamagedFile(path: path, .checksumMismatch, offset: start)
        }
    }

    private static func schemaVersion(of bytes: [UInt8], path: String) throws(DamagedFile) -> Int {
        do throws(JSONError) {
            var reader = JSONReader(bytes)
            return try schemaVersion(&reader)
        } catch {
            throw DamagedFile(path: path, error)
        }
    }

    /// The version is the first member of what we write; of other orders it is looked for.
    private static func schemaVersion(_ reader: inout JSONReader) throws(JSONError) -> Int {
        var start = reader
        if let first = try start.firstMember(named: "schema_version") { return first }
        var version: Int?
        try reader.object { (reader, key) throws(JSONError) in
            if key == "schema_version" { version = try reader.count("schema_version") } else { try reader.skip() }
        }
        guard let version else { throw JSONError(.missing("schema_version"), at: reader.offset) }
        return version
    }
}

extension JSONReader {
    /// The whole number that is the object's first member, when that has this name.
    fileprivate mutating func firstMember(named name: String) throws(JSONError) -> Int? {
        var found: Int?
        do throws(JSONError) {
            try object { (reader, key) throws(JSONError) in
                if key == name { found = try reader.count(name) }
                // There is no need to see the others.
                throw JSONError(.expected("nothing more"), at: reader.offset)
            }
        } catch {
            if found == nil, error.problem != .expected("nothing more") { throw error }
        }
        return found
    }
}
