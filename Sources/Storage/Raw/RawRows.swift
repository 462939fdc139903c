package import Scoreboard

/// The rows of one slice as sacct printed them, `state/raw/<time>.<number>.rows`: from them the rollups can be made again
/// without asking Slurm. Not for everybody's eyes.
///
/// Two lines of JSON, `{"schema_version":1,"cluster":…,"slurm":…,"from":…,"to":…,"read_at":…,"settled_before":…,"rows":…,
/// "size":…,"crc":"xxxxxxxx",` and `"checksum":…}`; then `size` bytes in the format of gzip, whose CRC-32C is `crc`:
/// `tail -n +3 FILE | zcat` shows them. They are the answers one after the other, each headed by the names of its columns.
package struct RawRows: Equatable, Sendable {
    /// What is known of the slice.
    package struct Slice: Equatable, Sendable {
        /// The release of Slurm that printed the rows; nil when it does not say.
        package var slurmVersion: String?
        /// Only jobs that ended inside were counted.
        package var window: Range<Timestamp>
        /// When the answer was there.
        package var readAt: Timestamp
        /// The steps of jobs that ended before this moment were final; nil: all were.
        package var settledBefore: Timestamp?

        package init(
            slurmVersion: String?, window: Range<Timestamp>, readAt: Timestamp, settledBefore: Timestamp?
        ) {
            self.slurmVersion = slurmVersion
            self.window = window
            self.readAt = readAt
            self.settledBefore = settledBefore
        }
    }

    private static let schemaVersion = 1

    package var slice: Slice
    /// Rows, the lines with the names of columns not counted.
    package var rowCount: Int
    /// As ``DeflateStream`` made it.
    package var compressed: ArraySlice<UInt8>

    package init(slice: Slice, rowCount: Int, compressed: ArraySlice<UInt8>) {
        self.slice = slice
        self.rowCount = rowCount
        self.compressed = compressed
    }

    /// The whole file.
    package func encoded(cluster: ClusterName) -> [UInt8] {
        ChecksummedJSON.encode(version: RawRows.schemaVersion) { writer in
            writer.member("cluster", cluster.text)
            writer.member("slurm", slice.slurmVersion)
            writer.member("from", slice.window.lowerBound.description)
            writer.member("to", slice.window.upperBound.description)
            writer.member("read_at", slice.readAt.description)
            writer.member("settled_before", slice.settledBefore?.description)
            writer.member("rows", Int64(rowCount))
            writer.member("size", Int64(compressed.count))
            writer.member("crc", String(decoding: Checksum.hexadecimal(Checksum.crc32c(compressed)), as: UTF8.self))
        } + compressed
    }

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    ///   - cluster: Whose rows they must be.
    package init(decoding bytes: [UInt8], path: String, cluster: ClusterName) throws(DamagedFile) {
        let feed = UInt8(ascii: "\n")
        guard let first = bytes.firstIndex(of: feed), let end = bytes[(first + 1)...].firstIndex(of: feed) else {
            throw DamagedFile(path: path, bytes.isEmpty ? .empty : .noChecksum)
        }
        var (name, slurm): (String?, String?)
        var (from, to, readAt, settledBefore): (Timestamp?, Timestamp?, Timestamp?, Timestamp?)
        var (rows, size, crc): (Int?, Int?, UInt32?)
        try ChecksummedJSON.decode(Array(bytes[...end]), path: path, version: RawRows.schemaVersion) {
            (reader) throws(JSONError) in
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "cluster": name = try reader.string()
                case "slurm": slurm = try reader.string()
                case "from": from = try reader.timestamp(key)
                case "to": to = try reader.timestamp(key)
                case "read_at": readAt = try reader.timestamp(key)
                case "settled_before": settledBefore = try reader.timestamp(key)
                case "rows": rows = try reader.count(key)
                case "size": size = try reader.count(key)
                case "crc": crc = Checksum.value(ofHexadecimal: try reader.string())
                default: try reader.skip()
                }
            }
        }
        guard name == cluster.text else {
            throw DamagedFile(path: path, .mismatch(what: "cluster", found: name ?? "", expected: cluster.text))
        }
        guard let from, let to, let readAt, let rows, let size, let crc, from < to else {
            throw DamagedFile(path: path, JSONError(.missing("from, to, read_at, rows, size or crc"), at: 0))
        }
        let content = bytes[(end + 1)...]
        guard content.count == size, Checksum.crc32c(content) == crc else {
            throw DamagedFile(path: path, .checksumMismatch)
        }
        self.init(
            slice: Slice(slurmVersion: slurm, window: from..<to, readAt: readAt, settledBefore: settledBefore),
            rowCount: rows, compressed: content)
    }
}
