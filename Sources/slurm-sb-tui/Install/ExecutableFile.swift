/// What an executable (ELF, 64 bits, little-endian) needs of the machine that it runs on.
enum ExecutableFile {
    /// Whether it is one at all.
    static func isELF(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) }

    /// Whether it runs without the libraries of the machine: no program header names a loader (`PT_INTERP`).
    static func isStatic(_ bytes: [UInt8]) -> Bool {
        // Of other machines than these nothing is known, and nothing is warned of.
        guard isELF(bytes), bytes.count >= 64, bytes[4] == 2, bytes[5] == 1 else { return true }
        let table = Int(truncatingIfNeeded: number(bytes, at: 32, count: 8))
        let size = Int(number(bytes, at: 54, count: 2))
        let interpreter: UInt64 = 3
        return !(0..<Int(number(bytes, at: 56, count: 2))).contains { index in
            let (offset, overflow) = table.addingReportingOverflow(index * size)
            return !overflow && offset >= 0 && offset <= bytes.count - 4
                && number(bytes, at: offset, count: 4) == interpreter
        }
    }

    private static func number(_ bytes: [UInt8], at offset: Int, count: Int) -> UInt64 {
        bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
