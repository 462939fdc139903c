import BloomFilter

extension DamagedFile {
    /// The damage that an error tells of: a file that is not what was written, or something else in a file's place. Nil
    /// for errors that say nothing about what is on disk.
    package init?(_ error: any Error) {
        switch error {
        case let damage as DamagedFile: self = damage
        case let failure as FileSystemError where failure.problem == .notARegularFile:
            self.init(path: failure.path, .malformed("something other than a plain file is in its place"))
        default: return nil
        }
    }

    /// Decodes a binary file, and names it in what is wrong with it.
    ///
    /// - Throws: `DamagedFile`. A version is believed only when the checksum holds: a flipped bit is no newer program.
    package static func decoding<Value>(
        _ bytes: [UInt8], path: String, _ decode: ([UInt8]) throws -> Value
    ) throws -> Value {
        if bytes.isEmpty { throw DamagedFile(path: path, .empty) }
        do {
            return try decode(bytes)
        } catch let error as BinaryFileError {
            if case .unsupportedVersion(let found, let supported) = error, found > supported, isWhole(bytes) {
                throw DamagedFile(path: path, .newerVersion(found: Int(found), known: Int(supported)))
            }
            throw DamagedFile(path: path, .malformed("\(error)"))
        }
    }

    /// The words after the path, without what to do.
    package var problem: String {
        let place = offset.map { " (byte \($0))" } ?? ""
        return reasonText + place
    }

    /// Why it was moved aside, and what to do if a newer program wrote it.
    package var whySetAside: String {
        if case .newerVersion = reason { "\(problem); \(DamagedFile.newerAdvice)" } else { problem }
    }

    private static func isWhole(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { file in
            let length = UInt64(max(0, file.count - BinaryHeader.length))
            return (try? BinaryHeader.checkContents(of: file, announcedLength: length)) != nil
        }
    }
}
