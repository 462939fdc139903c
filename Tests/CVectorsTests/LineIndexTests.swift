import CVectors
import SeededNumbers
import Testing

/// Every way of looking bytes through gives the same, also those that this processor would not choose.
@Suite struct LineIndexTests {
    static let ways = [CV_PLAINLY, CV_BY_SIXTEEN, CV_BY_THIRTY_TWO]

    struct Index: Equatable {
        var places: [Int32] = []
        var lines: [Int32] = []
        var isHigh = false

        init() {}

        /// What the header promises, a byte at a time.
        init(naively bytes: [UInt8]) {
            for (place, byte) in bytes.enumerated() {
                if byte >= 0x80 { isHigh = true }
                guard byte == UInt8(ascii: "|") || byte == UInt8(ascii: "\n") else { continue }
                places.append(Int32(place))
                if byte == UInt8(ascii: "\n") { lines.append(Int32(places.count)) }
            }
        }

        /// - Parameter look: What fills the room for places and for lines, counts the lines, and says whether a byte is high.
        init(
            of bytes: [UInt8],
            _ look: (UnsafePointer<UInt8>, Int, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>, inout Int) ->
                CInt
        ) {
            // Exactly as long as the header says, so that the address sanitizer sees a byte beyond.
            let piece = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
            let placeRoom = UnsafeMutablePointer<Int32>.allocate(capacity: bytes.count)
            let lineRoom = UnsafeMutablePointer<Int32>.allocate(capacity: bytes.count)
            defer {
                piece.deallocate()
                placeRoom.deallocate()
                lineRoom.deallocate()
            }
            piece.update(from: bytes, count: bytes.count)
            placeRoom.initialize(repeating: -7, count: bytes.count)
            lineRoom.initialize(repeating: -7, count: bytes.count)
            var lineCount = -7
            isHigh = look(piece, bytes.count, placeRoom, lineRoom, &lineCount) != 0
            lines = Array(UnsafeBufferPointer(start: lineRoom, count: lineCount))
            // What was not written is -7 still.
            places = Array(UnsafeBufferPointer(start: placeRoom, count: bytes.count).prefix { $0 >= 0 })
        }

        init(of bytes: [UInt8], by way: cv_way) {
            self.init(of: bytes) { cv_index_lines_by(way, $0, $1, $2, $3, &$4) }
        }
    }

    /// Delimiters close together, far apart, none, and bytes that differ from one in a bit.
    private static let alphabets: [[UInt8]] = [
        Array("|\n".utf8), Array("ab|\n".utf8), Array("0123456789abcdefghijklmnop|\n".utf8),
        [0x0A, 0x0B, 0x7C, 0x7D, 0xFC], Array("no delimiter".utf8), Array(0...255),
    ]

    /// Of one of the alphabets; now and then with a high byte.
    private static func piece(of length: Int, _ random: inout SeededGenerator) -> [UInt8] {
        let alphabet = alphabets[random.below(alphabets.count)]
        var bytes = (0..<length).map { _ in alphabet[random.below(alphabet.count)] }
        if length > 0, random.below(4) == 0 { bytes[random.below(length)] = 0x80 | random.byte() }
        return bytes
    }

    /// By hand: two lines of three columns and one that has not ended.
    @Test(arguments: ways) func `places count bytes and lines count delimiters`(way: cv_way) {
        guard cv_has_way(way) != 0 else { return }
        let index = Index(of: Array("a|bc|d\n||\nrest|é".utf8), by: way)
        #expect(index.places == [1, 4, 6, 7, 8, 9, 14])
        #expect(index.lines == [3, 6])
        #expect(index.isHigh)
    }

    @Test(arguments: ways) func `every length up to five blocks is the same as byte by byte`(way: cv_way) {
        guard cv_has_way(way) != 0 else { return }
        var random = SeededGenerator(seed: 64)
        for length in 0...320 {
            for _ in 0..<3 {
                let bytes = Self.piece(of: length, &random)
                #expect(Index(of: bytes, by: way) == Index(naively: bytes), "\(bytes)")
            }
        }
    }

    /// One byte that matters, at each place of two blocks.
    @Test(arguments: ways, Array("|\n".utf8) + [0x80, 0xFF])
    func `no place is passed over`(way: cv_way, byte: UInt8) {
        guard cv_has_way(way) != 0 else { return }
        for place in 0..<128 {
            var bytes = [UInt8](repeating: 0x20, count: 128)
            bytes[place] = byte
            #expect(Index(of: bytes, by: way) == Index(naively: bytes), "at \(place)")
        }
    }

    @Test func `the way that is chosen is one of them`() {
        var random = SeededGenerator(seed: 65)
        for length in [0, 1, 63, 64, 65, 4_000] {
            let bytes = Self.piece(of: length, &random)
            #expect(Index(of: bytes) { cv_index_lines($0, $1, $2, $3, &$4) } == Index(naively: bytes))
        }
    }

    /// A byte after the other goes everywhere, and sixteen on each processor that this program is built for.
    @Test func `what every processor has`() {
        #expect(cv_has_way(CV_PLAINLY) != 0)
        #if arch(x86_64) || arch(arm64)
            #expect(cv_has_way(CV_BY_SIXTEEN) != 0)
        #endif
    }
}
