import Sacct
import Scoreboard

/// The values of a row by their fields' names, and what was found to be wrong with them.
struct NaiveValues {
    private let values: [String: String]
    var defects: Set<DefectKind> = []

    init(_ values: [String: String]) { self.values = values }

    subscript(field: String) -> String? { values[field] }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// At most ten digits, below 2^32.
    mutating func jobID(_ text: String) -> UInt32? {
        if Self.isDigits(text), text.utf8.count <= 10, let id = UInt32(text) { return id }
        defects.insert(.badJobID)
        return nil
    }

    /// The first word; nil for one that is not known.
    mutating func state() -> JobState? {
        var text = Substring(values["State"]!).unicodeScalars
        while text.last == " " { text.removeLast() }
        let word = String(String.UnicodeScalarView(text.prefix { $0 != " " }))
        if word.isEmpty { defects.insert(.emptyState) }
        if word == "CONFIGURING" || word == "COMPLETING" { return .running }
        if let state = JobState(name: word), state != .other { return state }
        if word.utf8.last == UInt8(ascii: "+") { defects.insert(.truncatedState) }
        return nil
    }

    mutating func number(_ field: String, limit: Int64) -> Int64? {
        number(text: values[field]!, limit: limit, bad: .badNumber)
    }

    private mutating func number(text: String, limit: Int64, bad: DefectKind) -> Int64? {
        guard Self.isDigits(text) else {
            defects.insert(bad)
            return nil
        }
        if text.utf8.count <= 18, let number = Int64(text), number <= limit { return number }
        defects.insert(.overflow)
        return nil
    }

    /// Digits with at most one point, of which twelve decimals count; times a unit, rounded down.
    private mutating func decimal(_ text: String, unit: Int64, limit: Int64, bad: DefectKind) -> Int64? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { Array($0) }
        let isNumber =
            parts.count <= 2 && parts.contains { !$0.isEmpty }
            && parts.allSatisfy { $0.allSatisfy { (0x30...0x39).contains($0) } }
        guard isNumber else {
            // Digits that already are too many may be told before the character that is none.
            defects.insert(bad)
            if text.utf8.count(where: { (0x30...0x39).contains($0) }) > 18 { defects.insert(.overflow) }
            return nil
        }
        let decimals = parts.count == 2 ? parts[1].prefix(12) : []
        let digits = (parts[0] + decimals).drop { $0 == 0x30 }
        guard digits.count <= 19, let mantissa = UInt64(digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self)),
            mantissa / 10 * 10 <= UInt64(Int64.max - 9)
        else {
            defects.insert(.overflow)
            return nil
        }
        let scale = decimals.reduce(Int128(1)) { power, _ in power * 10 }
        let value = Int128(mantissa) * Int128(unit) / scale
        if value <= Int128(limit) { return Int64(value) }
        defects.insert(.overflow)
        return nil
    }

    private static let memoryLimit: Int64 = 10_000_000_000_000_000

    private static let memoryUnits: [Unicode.Scalar: Int64] = [
        "k": 1000, "m": 1_000_000, "g": 1_000_000_000, "t": 1_000_000_000_000, "p": 1_000_000_000_000_000,
        "K": 1000, "M": 1_000_000, "G": 1_000_000_000, "T": 1_000_000_000_000, "P": 1_000_000_000_000_000,
    ]

    private mutating func memory(_ text: String, plainUnit: Int64) -> Int64? {
        guard let last = text.unicodeScalars.last, let unit = Self.memoryUnits[last] else {
            return decimal(text, unit: plainUnit, limit: Self.memoryLimit, bad: .badMemory)
        }
        let number = String(String.UnicodeScalarView(text.unicodeScalars.dropLast()))
        return decimal(number, unit: unit, limit: Self.memoryLimit, bad: .badMemory)
    }

    /// MaxRSS and AveRSS, where there are such columns and one of them says something.
    mutating func resident() -> StepUsage? {
        guard let maximum = values["MaxRSS"] else { return nil }
        let most = maximum.isEmpty ? nil : memory(maximum, plainUnit: 1)
        let mean = values["AveRSS"] ?? ""
        let average = mean.isEmpty ? nil : memory(mean, plainUnit: 1)
        guard most ?? 0 > 0 || average ?? 0 > 0 else { return nil }
        return StepUsage(maxRSSBytes: most, averageRSSBytes: average)
    }

    mutating func requestedMemory(cpus: Int64, nodes: Int64, bareIsPerNode: Bool) -> Int64 {
        guard var text = values["ReqMem"]?.unicodeScalars, !text.isEmpty, text.last != "?" else { return 0 }
        var times: Int64 = bareIsPerNode ? nodes : 1
        if let last = text.last, last == "c" || last == "n" {
            times = last == "c" ? cpus : nodes
            text.removeLast()
        }
        guard let last = text.last, last != "?", var bytes = memory(String(text), plainUnit: 1_000_000) else {
            return 0
        }
        // The flag of old releases for "per CPU" stands at 2^31 megabytes.
        let isInMegabytes = ("0"..."9").contains(last) || last == "m" || last == "M"
        if isInMegabytes, bytes >= 2_147_483_648_000_000 { bytes -= 2_147_483_648_000_000 }
        let all = Int128(bytes) * Int128(times)
        if all <= Int128(Self.memoryLimit) { return Int64(all) }
        defects.insert(.overflow)
        return 0
    }

    mutating func gpus() -> GPUAllocation {
        var untyped: Int64 = 0
        var typed: [GPUAllocation.Typed] = []
        for entry in (values["AllocTRES"] ?? "").utf8.split(separator: UInt8(ascii: ",")).map({ Array($0) })
        where entry.count > 9 && entry.starts(with: "gres/gpu".utf8) {
            let parts = entry.dropFirst(8).split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let (type, isTyped) = (parts[0], parts[0].first == UInt8(ascii: ":"))
            guard type.isEmpty || isTyped else { continue }
            guard parts.count == 2, type.count != 1 else {
                defects.insert(.badTRES)
                continue
            }
            let count =
                number(text: String(decoding: parts[1], as: UTF8.self), limit: 1 << 20, bad: .badTRES) ?? 0
            if !isTyped { untyped += count }
            if isTyped, count > 0 {
                typed.append(.init(type: String(decoding: type.dropFirst(), as: UTF8.self), count: count))
            }
        }
        let sum = typed.reduce(0) { $0 + $1.count }
        let total = untyped >= sum ? untyped : untyped + sum
        if total > 1 << 20 { defects.insert(.overflow) }
        if total > sum { typed.append(.init(type: "untyped", count: total - sum)) }
        var allocation = GPUAllocation.none
        allocation.count = total
        allocation.types = typed
        return allocation
    }

    mutating func energy() -> Int64 {
        guard let text = values["Energy"], !text.isEmpty else { return 0 }
        // The two largest numbers of 64 bits mean: no value.
        if text == "18446744073709551614" || text == "18446744073709551615" { return 0 }
        return decimal(text, unit: 1, limit: 1_000_000_000_000_000, bad: .badNumber) ?? 0
    }
}
