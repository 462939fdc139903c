import BloomFilter
import Scoreboard

/// The file of ``WindowSums``, `state/windows.bin`: a `BinaryHeader`, and behind it numbers and texts of `VarintWriter`.
///
/// Derived, and made anew whenever it does not fit the rollups. The fields of the header: at offset 16 a UInt64, the length
/// behind it. Then: the number of words of the basis, each a text; the four numbers of `CollectedSteps`; the number of users,
/// each a name and the length of the sums; and the sums of all, one after the other.
package enum WindowSumsCodec {
    package static let magic: StaticString = "SB-SUMS\0"
    package static let version: UInt32 = 1

    /// The whole file.
    package static func encode(_ sums: WindowSums) -> [UInt8] {
        var head = VarintWriter()
        head.unsigned(UInt64(sums.basis.count))
        for word in sums.basis { head.text(word) }
        for count in [sums.steps.users, sums.steps.measured, sums.steps.lately, sums.steps.measuredLately] {
            head.unsigned(UInt64(clamping: count))
        }
        var users = VarintWriter()
        var contents: [UInt8] = []
        contents.reserveCapacity(sums.users.count * 300)
        var count: UInt64 = 0
        sums.forEachUser { user, bytes in
            users.text(user)
            users.unsigned(UInt64(bytes.count))
            contents += bytes
            count += 1
        }
        head.unsigned(count)
        let parts = [head.finish(), users.finish(), contents]
        let length = parts.reduce(0) { $0 + $1.count }
        return BinaryHeader.file(magic: magic, version: version, contentLength: length) { file in
            file.storeBytes(of: UInt64(length).littleEndian, toByteOffset: 16, as: UInt64.self)
            var rest = UnsafeMutableRawBufferPointer(rebasing: file[BinaryHeader.length...])
            for part in parts {
                rest.copyBytes(from: part)
                rest = UnsafeMutableRawBufferPointer(rebasing: rest[part.count...])
            }
        }
    }

    /// - Throws: `BinaryFileError` for bytes that are not, or no longer, what ``encode(_:)`` made.
    package static func decode(_ bytes: [UInt8]) throws -> WindowSums {
        try bytes.withUnsafeBytes { file in
            try BinaryHeader.checkBeginning(of: file, magic: magic, version: version)
            let length = UInt64(littleEndian: file.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
            try BinaryHeader.checkContents(of: file, announcedLength: length)
        }
        var reader = VarintReader(bytes[BinaryHeader.length...])
        var basis: [String] = []
        for _ in 0..<(try reader.unsigned(as: UInt32.self)) { basis.append(try reader.text()) }
        var steps = CollectedSteps()
        steps.users = Int(try reader.unsigned(as: Int32.self))
        steps.measured = Int(try reader.unsigned(as: Int32.self))
        steps.lately = Int(try reader.unsigned(as: Int32.self))
        steps.measuredLately = Int(try reader.unsigned(as: Int32.self))
        var users: [String] = []
        var lengths: [Int] = []
        for _ in 0..<(try reader.unsigned(as: UInt32.self)) {
            let user = try reader.text()
            guard users.last.map({ $0 < user }) ?? true else {
                throw BinaryFileError.invalidField(name: "user", value: "\(users.count)")
            }
            users.append(user)
            let length = try reader.unsigned(as: Int.self)
            guard length <= bytes.count else { throw BinaryFileError.invalidField(name: "length", value: "\(length)") }
            lengths.append(length)
        }
        var place = bytes.count - lengths.reduce(0, +)
        guard place == reader.offset else {
            throw BinaryFileError.invalidField(name: "lengths", value: "\(place)")
        }
        let places = lengths.map { length in
            defer { place += length }
            return place..<place + length
        }
        return WindowSums(users: users, places: places, bytes: bytes, basis: basis, steps: steps)
    }
}
