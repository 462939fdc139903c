import Scoreboard

/// The members that say what a rollup file is, before its numbers.
struct RollupIdentity {
    static let schemaVersion = 1

    private var cluster: String?
    private var month: String?
    private var asOf: Timestamp?

    static func write(cluster: ClusterName, month: Month, asOf: Timestamp, to writer: inout JSONWriter) {
        writer.key("cluster")
        writer.string(cluster.text)
        writer.key("month")
        writer.string(month.description)
        writer.key("asof")
        writer.string(asOf.description)
    }

    /// Reads the member of this key when it is one of the identity's; false, and nothing read, when it is not.
    mutating func read(_ key: String, from reader: inout JSONReader) throws(JSONError) -> Bool {
        switch key {
        case "cluster": cluster = try reader.string()
        case "month": month = try reader.string()
        case "asof": asOf = try reader.timestamp("asof")
        default: return false
        }
        return true
    }

    /// - Returns: The `asof` of a file that is of this cluster and month.
    func check(path: String, cluster: ClusterName, month: Month) throws(DamagedFile) -> Timestamp {
        guard let found = self.cluster else { throw DamagedFile(path: path, JSONError(.missing("cluster"), at: 0)) }
        guard found == cluster.text else {
            throw DamagedFile(path: path, .mismatch(what: "cluster", found: found, expected: cluster.text))
        }
        guard let found = self.month else { throw DamagedFile(path: path, JSONError(.missing("month"), at: 0)) }
        guard found == month.description else {
            throw DamagedFile(path: path, .mismatch(what: "month", found: found, expected: month.description))
        }
        guard let asOf else { throw DamagedFile(path: path, JSONError(.missing("asof"), at: 0)) }
        return asOf
    }
}
