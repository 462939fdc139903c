/// A file's new content as parts of the present one and new bytes between them, so that a file of which little changes is
/// never held in memory.
package struct FilePatch: Hashable, Sendable {
    /// What stands next.
    package enum Piece: Hashable, Sendable {
        /// These bytes of the present content.
        case kept(Range<Int>)
        case new([UInt8])
    }

    package var pieces: [Piece]
    /// The CRC-32C of the new content: it shows whether the present one is still what the patch was made for.
    package var crc: UInt32
    /// Of the present file: as long as it is this one, its content is the one that the patch was made for. Nil when that is not
    /// known.
    package var source: FileIdentity?

    /// - Parameters:
    ///   - pieces: In order; ranges of the present content need not be.
    ///   - crc: The CRC-32C of the new content.
    ///   - source: The identity of the present file.
    package init(pieces: [Piece], crc: UInt32, source: FileIdentity? = nil) {
        self.pieces = pieces
        self.crc = crc
        self.source = source
    }

    /// Of the new content, in bytes.
    package var size: Int64 {
        pieces.reduce(0) { size, piece in
            switch piece {
            case .kept(let range): size + Int64(range.count)
            case .new(let bytes): size + Int64(bytes.count)
            }
        }
    }

    /// The new content; what the present one lacks is left out.
    package func content(from present: [UInt8]) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(Int(size))
        for piece in pieces {
            switch piece {
            case .kept(let range): content += present[range.clamped(to: 0..<present.count)]
            case .new(let bytes): content += bytes
            }
        }
        return content
    }
}
