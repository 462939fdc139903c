extension Field {
    /// A memory size as Slurm prints it, base 10 by our rule: 1K = 1e3 bytes, 1G = 1e9.
    ///
    /// - Parameter plainUnit: What a number without a letter counts, in bytes.
    /// - Throws: `badMemory`, or `overflow` above ``ValueLimits/memoryBytes``.
    func memoryBytes(plainUnit: Int64 = 1) throws(FieldError) -> Int64 {
        guard count > 0 else { throw FieldError(kind: .badMemory) }
        let unit = Field.memoryUnit(base[count - 1])
        let number = unit == nil ? self : prefix(count - 1)
        return try number.decimal(times: unit ?? plainUnit, limit: ValueLimits.memoryBytes, kind: .badMemory)
    }

    private static func memoryUnit(_ letter: UInt8) -> Int64? {
        switch letter {
        case UInt8(ascii: "K"), UInt8(ascii: "k"): 1000
        case UInt8(ascii: "M"), UInt8(ascii: "m"): 1_000_000
        case UInt8(ascii: "G"), UInt8(ascii: "g"): 1_000_000_000
        case UInt8(ascii: "T"), UInt8(ascii: "t"): 1_000_000_000_000
        case UInt8(ascii: "P"), UInt8(ascii: "p"): 1_000_000_000_000_000
        default: nil
        }
    }

    /// MaxRSS or AveRSS: nil when Slurm measured nothing.
    func residentBytes() throws(FieldError) -> Int64? {
        isEmpty ? nil : try memoryBytes()
    }

    /// ReqMem for the whole job, in bytes.
    ///
    /// `4000Mc` is per allocated CPU and `64Gn` per node; without either it is per node before Slurm 21.08 and the
    /// job's total since. `?` and an empty field are zero: nothing is known. A number without a letter is megabytes.
    ///
    /// - Throws: `badMemory`, or `overflow`.
    func requestedMemoryBytes(cpus: Int64, nodes: Int64, bareIsPerNode: Bool) throws(FieldError) -> Int64 {
        guard count > 0, base[count - 1] != UInt8(ascii: "?") else { return 0 }
        let size: Field
        let times: Int64
        switch base[count - 1] {
        case UInt8(ascii: "c"): (size, times) = (prefix(count - 1), cpus)
        case UInt8(ascii: "n"): (size, times) = (prefix(count - 1), nodes)
        default: (size, times) = (self, bareIsPerNode ? nodes : 1)
        }
        guard size.count > 0, size[size.count - 1] != UInt8(ascii: "?") else { return 0 }
        let (bytes, overflow) = try size.unstuckMemoryBytes().multipliedReportingOverflow(by: times)
        guard !overflow, bytes <= ValueLimits.memoryBytes else { throw FieldError(kind: .overflow) }
        return bytes
    }

    /// Old releases left the flag "per CPU" (bit 31 of a number of megabytes) in the value: `2147486648M` is 3000M.
    private func unstuckMemoryBytes() throws(FieldError) -> Int64 {
        let stuckFlag: Int64 = 2_147_483_648_000_000
        let bytes = try memoryBytes(plainUnit: 1_000_000)
        let last = base[count - 1] | 0x20
        let isInMegabytes = last == UInt8(ascii: "m") || last &- UInt8(ascii: "0") <= 9
        return isInMegabytes && bytes >= stuckFlag ? bytes - stuckFlag : bytes
    }
}
