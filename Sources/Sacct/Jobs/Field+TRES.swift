import Scoreboard

extension Field {
    /// The GPUs in an AllocTRES such as `billing=8,cpu=8,gres/gpu:a100=2,gres/gpu=2,mem=62.50G,node=1`.
    ///
    /// Only `gres/gpu` and `gres/gpu:TYPE` are GPUs; `gres/gpumem`, `gres/gpuutil` and `gres/shard` are not.
    ///
    /// - Throws: `badTRES` when a GPU entry has no whole number, `overflow` above ``ValueLimits/gpus``.
    @inline(__always)
    func gpus() throws(FieldError) -> GPUAllocation {
        // Only what begins with "gres/" has a slash: most jobs have none.
        mayContain(UInt8(ascii: "/")) ? try gpusAmongGRES() : .none
    }

    private func gpusAmongGRES() throws(FieldError) -> GPUAllocation {
        var untyped: Int64 = 0
        var typed: [GPUAllocation.Typed] = []
        var found = false
        var entry = 0
        while entry < count {
            var end = entry
            while end < count, base[end] != UInt8(ascii: ",") { end &+= 1 }
            if end &- entry > 9, base[entry] == UInt8(ascii: "g"), isGPU(at: entry) {
                found = true
                let rest = Field(base: base + entry + 8, count: end - entry - 8)
                if rest[0] == UInt8(ascii: "=") {
                    untyped += try rest.dropFirst(1).gpuCount()
                } else if rest[0] == UInt8(ascii: ":") {
                    guard let equals = rest.firstIndex(of: UInt8(ascii: "=")), equals > 1 else {
                        throw FieldError(kind: .badTRES)
                    }
                    let type = Field(base: rest.base + 1, count: equals - 1)
                    let number = try rest.dropFirst(equals + 1).gpuCount()
                    if number > 0 { typed.append(GPUAllocation.Typed(type: type.text, count: number)) }
                }
            }
            entry = end &+ 1
        }
        guard found else { return .none }
        let gpus = GPUAllocation(untyped: untyped, typed: typed)
        guard gpus.count <= ValueLimits.gpus else { throw FieldError(kind: .overflow) }
        return gpus
    }

    /// Whether `gres/gpu` stands at this place, with two bytes or more behind it.
    private func isGPU(at offset: Int) -> Bool {
        let word = UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self)
        return UInt64(littleEndian: word) == 0x7570_672F_7365_7267
    }

    private func gpuCount() throws(FieldError) -> Int64 {
        do {
            return try number(limit: ValueLimits.gpus)
        } catch {
            throw FieldError(kind: error.kind == .overflow ? .overflow : .badTRES)
        }
    }
}
