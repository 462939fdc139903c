import Scoreboard

/// Reads and writes ``UserFile``.
package enum UserFileCodec {
    /// The whole file, clusters sorted by name.
    package static func encode(_ file: UserFile) -> [UInt8] {
        ChecksummedJSON.encode(version: UserFile.schemaVersion) { writer in
            writer.member("username", file.username)
            writer.key("clusters")
            writer.object { writer in
                for (name, part) in file.clusters.sorted(by: { $0.key < $1.key }) {
                    writer.key(name.text)
                    writer.object { writer in
                        writer.member("asof", part.asOf.description)
                        for (key, isCount) in [("counts", true), ("totals", false)] {
                            writer.key(key)
                            writer.object { writer in
                                for column in RollupColumn.allCases where column.isCount == isCount {
                                    writer.key(column.key)
                                    column.write(part.totals, to: &writer)
                                }
                            }
                        }
                        if !part.importedMonths.isEmpty {
                            writer.key("imported")
                            writer.array(part.importedMonths) { $0.string($1.description) }
                        }
                    }
                }
            }
        }
    }

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    package static func decode(_ bytes: [UInt8], path: String) throws(DamagedFile) -> UserFile {
        try ChecksummedJSON.decode(bytes, path: path, version: UserFile.schemaVersion) { (reader) throws(JSONError) in
            var username: String?
            var clusters: [ClusterName: UserFile.ClusterTotals] = [:]
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "username": username = try reader.string()
                case "clusters":
                    try reader.object { (reader, key) throws(JSONError) in
                        guard let name = try? ClusterName(key), name.text == key else {
                            throw JSONError(.wrong("a cluster's name is not valid"), at: reader.offset)
                        }
                        let part = try readCluster(&reader)
                        if clusters.updateValue(part, forKey: name) != nil {
                            throw JSONError(.duplicate("a cluster"), at: reader.offset)
                        }
                    }
                default: try reader.skip()
                }
            }
            guard let username else { throw JSONError(.missing("username"), at: 0) }
            return UserFile(username: username, clusters: clusters)
        }
    }

    private static func readCluster(_ reader: inout JSONReader) throws(JSONError) -> UserFile.ClusterTotals {
        let start = reader.offset
        var asOf: Timestamp?
        var totals = UserTotals()
        var imported: [Month] = []
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "asof": asOf = try reader.timestamp(key)
            case "counts", "totals":
                try reader.object { (reader, key) throws(JSONError) in
                    if let column = RollupColumn.named(key) {
                        try column.read(&reader, into: &totals)
                    } else {
                        try reader.skip()
                    }
                }
            case "imported":
                try reader.array { (reader, _) throws(JSONError) in imported.append(try reader.month(key)) }
            default: try reader.skip()
            }
        }
        guard let asOf else { throw JSONError(.missing("asof"), at: start) }
        return UserFile.ClusterTotals(asOf: asOf, totals: totals, importedMonths: imported)
    }
}
