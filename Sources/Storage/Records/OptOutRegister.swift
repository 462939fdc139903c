/// Whom the pollers of a cluster found to have opted out by a file in their home: `state/optouts.json`, private.
///
/// `{"schema_version":1,"found":["alice",…],"checksum":…}`. The pollers of other clusters, which may not see the same
/// homes, read it too; and it stands in for a home that cannot be looked at just now.
package struct OptOutRegister: Equatable, Sendable {
    /// The `schema_version` that is written, and the newest that is read.
    package static let schemaVersion = 1

    /// By the names that users have on boards.
    package var found: Set<String>

    package init(found: Set<String> = []) {
        self.found = found
    }

    /// The whole file; the names in byte order.
    package func encoded() -> [UInt8] {
        ChecksummedJSON.encode(version: OptOutRegister.schemaVersion) { writer in
            writer.key("found")
            writer.array(found.sorted(by: ByteOrder.precedes)) { $0.string($1) }
        }
    }

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    package init(decoding bytes: [UInt8], path: String) throws(DamagedFile) {
        self = try ChecksummedJSON.decode(bytes, path: path, version: OptOutRegister.schemaVersion) {
            (reader) throws(JSONError) in
            var found: Set<String>?
            try reader.object { (reader, key) throws(JSONError) in
                guard key == "found" else { return try reader.skip() }
                var names: Set<String> = []
                try reader.array { (reader, _) throws(JSONError) in names.insert(try reader.string()) }
                found = names
            }
            guard let found else { throw JSONError(.missing("found"), at: 0) }
            return OptOutRegister(found: found)
        }
    }
}
