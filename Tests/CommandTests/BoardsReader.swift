import Foundation

/// Reads the merged boards as another program would: by their documented formats, and every byte checked.
enum BoardsReader {
    struct Torn: Error {
        var what: String
    }

    /// The users of `alltime.json` and their jobs.
    static func jobsByUser(_ data: Data) throws -> [String: Int] {
        // The text ends with `"checksum":"xxxxxxxx"}` and a line feed: the CRC-32C of all before.
        let body = data.dropLast(23)
        guard data.count > 23, data.suffix(23) == Data("\"checksum\":\"\(hexadecimal(crc32c(body)))\"}\n".utf8) else {
            throw Torn(what: "alltime.json: \(data.count) bytes do not end with their checksum")
        }
        let tree = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        var jobs: [String: Int] = [:]
        for row in tree?["rows"] as? [[String: Any]] ?? [] {
            guard let user = row["user"] as? String, let count = row["jobs"] as? Int else { throw Torn(what: "a row") }
            jobs[user] = count
        }
        return jobs
    }

    /// The clusters of `boards.bin` with their users.
    static func usersByCluster(_ data: Data) throws -> [String: Set<String>] {
        var reader = Reader(bytes: [UInt8](data))
        guard try reader.take(8) == Array("SLSBSTND".utf8), try reader.number(4) == 3 else { throw Torn(what: "magic") }
        let checksum = UInt32(try reader.number(4))
        guard try reader.number(8) == reader.left, crc32c(data.dropFirst(24)) == checksum else {
            throw Torn(what: "boards.bin: \(data.count) bytes do not match their header")
        }
        let metrics = try reader.number(1)
        for _ in 0..<metrics { _ = try reader.text() }
        guard try reader.number(1) == 12 else { throw Torn(what: "months") }
        var clusters: [String: Set<String>] = [:]
        for _ in 0..<(try reader.number(4)) {
            let name = try reader.text()
            _ = try reader.take(17)
            _ = try reader.take(4 * reader.number(2))
            var users: Set<String> = []
            for _ in 0..<(try reader.number(4)) {
                users.insert(try reader.text())
                for _ in 0..<(try reader.number(4).nonzeroBitCount) {
                    let values = try reader.number(4)
                    if values != 0x8000_0000 { _ = try reader.take(8 * values.nonzeroBitCount) }
                }
            }
            clusters[name] = users
        }
        guard reader.left == 0 else { throw Torn(what: "\(reader.left) bytes are left") }
        return clusters
    }

    private struct Reader {
        var bytes: [UInt8]
        var offset = 0

        var left: Int { bytes.count - offset }

        mutating func take(_ count: Int) throws -> [UInt8] {
            guard count <= left else { throw Torn(what: "boards.bin ends too early") }
            defer { offset += count }
            return Array(bytes[offset..<offset + count])
        }

        mutating func number(_ count: Int) throws -> Int { try take(count).reversed().reduce(0) { $0 << 8 | Int($1) } }

        mutating func text() throws -> String { String(decoding: try take(try number(2)), as: UTF8.self) }
    }

    /// Bit by bit, as RFC 3720 has it.
    private static func crc32c(_ data: Data) -> UInt32 {
        var crc = ~UInt32(0)
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1 }
        }
        return ~crc
    }

    private static func hexadecimal(_ number: UInt32) -> String { String(format: "%08x", number) }
}
