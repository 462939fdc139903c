extension Field {
    /// A whole number as squeue prints it: a multiple of 1024 may be `4K`, the nodes of a job that waits may be `2-4`, of
    /// which the least counts.
    ///
    /// - Throws: `badNumber`, `overflow` above `limit`.
    func queueNumber(limit: Int64) throws(FieldError) -> Int64 {
        let least = firstIndex(of: UInt8(ascii: "-")).map { prefix($0) } ?? self
        guard least.count > 0 else { throw FieldError(kind: .badNumber) }
        let unit: Int64 =
            switch least[least.count - 1] {
            case UInt8(ascii: "K"): 1 << 10
            case UInt8(ascii: "M"): 1 << 20
            default: 1
            }
        let value = try (unit == 1 ? least : least.prefix(least.count - 1)).number(limit: limit) * unit
        guard value <= limit else { throw FieldError(kind: .overflow) }
        return value
    }

    /// How many jobs a line of squeue stands for: 1, and for a pending array the tasks in its id, `11_[1,3-6,10-20:2%4]`.
    ///
    /// - Throws: `badJobID` for an id that cannot be read, `overflow` above ``ValueLimits/arrayTasks``.
    func arrayTaskCount() throws(FieldError) -> Int64 {
        guard count > 0, base[0] &- UInt8(ascii: "0") <= 9 else { throw FieldError(kind: .badJobID) }
        guard let open = firstIndex(of: UInt8(ascii: "[")) else { return 1 }
        guard base[count - 1] == UInt8(ascii: "]"), open + 2 < count else { throw FieldError(kind: .badJobID) }
        var list = Field(base: base + open + 1, count: count - open - 2)
        // How many may run at once.
        if let percent = list.firstIndex(of: UInt8(ascii: "%")) { list = list.prefix(percent) }
        var total: Int64 = 0
        var rest = list
        while true {
            let comma = rest.firstIndex(of: UInt8(ascii: ","))
            total += try (comma.map { rest.prefix($0) } ?? rest).taskRangeCount()
            guard total <= ValueLimits.arrayTasks else { throw FieldError(kind: .overflow) }
            guard let comma else { return total }
            rest = rest.dropFirst(comma + 1)
        }
    }

    /// How many ids `7`, `3-6` or `10-20:2` names.
    private func taskRangeCount() throws(FieldError) -> Int64 {
        let colon = firstIndex(of: UInt8(ascii: ":"))
        let step = try colon.map { colon throws(FieldError) in try dropFirst(colon + 1).taskID() } ?? 1
        let range = colon.map { prefix($0) } ?? self
        let dash = range.firstIndex(of: UInt8(ascii: "-"))
        let first = try (dash.map { range.prefix($0) } ?? range).taskID()
        let last = try dash.map { dash throws(FieldError) in try range.dropFirst(dash + 1).taskID() } ?? first
        guard first <= last, step > 0 else { throw FieldError(kind: .badJobID) }
        return (last - first) / step + 1
    }

    private func taskID() throws(FieldError) -> Int64 {
        do {
            return try number(limit: ValueLimits.time)
        } catch {
            throw FieldError(kind: .badJobID)
        }
    }

    /// The GPUs that a request such as `gres:gpu:a100:2,gres:gpu:v100:1`, `gres/gpu=2` or `gpu` asks for.
    ///
    /// - Throws: `badTRES` when what stands behind the name is no number, `overflow`.
    func requestedGPUs() throws(FieldError) -> Int64 {
        var total: Int64 = 0
        for entry in text.split(separator: ",") {
            var words = entry.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "/" || $0 == "=" }
            if words.first == "gres" { words.removeFirst() }
            guard words.first == "gpu" else { continue }
            words.removeFirst()
            // A type may stand in between; a name alone asks for one.
            var count: Int64 = 1
            if let last = words.last, last.utf8.first.map({ $0 &- UInt8(ascii: "0") <= 9 }) ?? false {
                guard let number = Int64(last), number >= 0 else {
                    // `gpu:1g.10gb`: a type that begins with a digit.
                    guard words.count == 1 else { throw FieldError(kind: .badTRES) }
                    total += 1
                    continue
                }
                count = number
            } else if words.count > 1 {
                throw FieldError(kind: .badTRES)
            }
            guard count <= ValueLimits.gpus else { throw FieldError(kind: .overflow) }
            total += count
            guard total <= ValueLimits.gpus else { throw FieldError(kind: .overflow) }
        }
        return total
    }
}
