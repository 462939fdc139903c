package import Scoreboard

/// An exact, ordered set of job identities: those of one cluster's month.
///
/// Two levels: runs of up to `runCapacity` packed identities in ascending order, and an index with the first of each run.
/// A job costs 8 bytes in memory, at most 16. Accounting prints jobs nearly in the order of their ids, so each search
/// begins where the last one ended, and mostly ends there too; any other order costs two short binary searches.
/// Nothing is ever sorted or merged, so there is no worst moment.
package struct IdentitySet: Sendable {
    /// Small enough that making room within a run is one short move, large enough that the index stays in the cache.
    static let runCapacity = 256

    /// The words of all runs; a run's words past its count mean nothing.
    private var pages = IdentityPages()
    /// The runs in ascending order.
    var runs: [Run] = []
    package internal(set) var count = 0
    /// Where the last search ended: the next one begins there.
    private var lastRun = 0
    private var lastOffset = 0

    struct Run {
        /// The least identity of the run, packed.
        var first: UInt64
        /// Where in the pages the run begins.
        var start: UInt32
        var count: UInt32
    }

    package init() {}

    package var isEmpty: Bool { count == 0 }

    /// Whether the identity is in the set.
    package func contains(_ identity: JobIdentity) -> Bool {
        guard !runs.isEmpty else { return false }
        let packed = identity.packed
        return search(packed, inRun: run(for: packed, near: lastRun), near: lastOffset).found
    }

    /// True: the identity was new, and is now a member.
    @discardableResult
    package mutating func insert(_ identity: JobIdentity) -> Bool { insert(packed: identity.packed) }

    @discardableResult
    mutating func insert(packed: UInt64) -> Bool {
        guard !runs.isEmpty else {
            append(packed)
            return true
        }
        let run = run(for: packed, near: lastRun)
        let (found, offset) = search(packed, inRun: run, near: run == lastRun ? lastOffset &+ 1 : 0)
        lastRun = run
        lastOffset = offset
        if found { return false }
        if run == runs.count - 1, offset == Int(runs[run].count) {
            append(packed)
        } else {
            insert(packed, inRun: run, at: offset)
        }
        return true
    }

    /// Adds an identity that is greater than all others. The last run is filled to the brim, as nothing is expected there.
    mutating func append(_ packed: UInt64) {
        count += 1
        if let last = runs.indices.last, runs[last].count < Self.runCapacity {
            pages[runs[last].start, runs[last].count] = packed
            runs[last].count &+= 1
            lastRun = last
            lastOffset = Int(runs[last].count) &- 1
        } else {
            runs.append(Run(first: packed, start: pages.newRun(), count: 1))
            pages[runs[runs.count - 1].start, 0] = packed
            lastRun = runs.count - 1
            lastOffset = 0
        }
    }

    /// Adds identities in ascending order that are greater than all others.
    mutating func append(ascending identities: UnsafeBufferPointer<UInt64>) {
        guard let last = runs.indices.last, Int(runs[last].count) + identities.count <= Self.runCapacity,
            let source = identities.baseAddress
        else {
            for packed in identities { append(packed) }
            return
        }
        let filled = Int(runs[last].count)
        pages.changeRun(runs[last].start) { ($0 + filled).update(from: source, count: identities.count) }
        runs[last].count &+= UInt32(identities.count)
        count += identities.count
    }

    /// Calls `body` with every run in ascending order, each ascending.
    package func forEachRun(_ body: (UnsafeBufferPointer<UInt64>) throws -> Void) rethrows {
        for run in runs {
            try pages.withRun(run.start) { try body(UnsafeBufferPointer(start: $0, count: Int(run.count))) }
        }
    }
}

extension IdentitySet {
    /// The run that holds the identity, or would: the last whose first is not greater, else the first of all.
    @inline(__always)
    private func run(for packed: UInt64, near hint: Int) -> Int {
        runs.withUnsafeBufferPointer { runs in
            if runs[hint].first <= packed {
                if hint &+ 1 == runs.count || packed < runs[hint &+ 1].first { return hint }
                if hint &+ 2 == runs.count || packed < runs[hint &+ 2].first { return hint &+ 1 }
            }
            var low = 0
            var width = runs.count
            while width > 1 {
                let half = width &>> 1
                low = runs[low &+ half].first <= packed ? low &+ half : low
                width &-= half
            }
            return low
        }
    }

    /// Whether the run holds the identity, and where it is or would be.
    @inline(__always)
    private func search(_ packed: UInt64, inRun index: Int, near hint: Int) -> (found: Bool, offset: Int) {
        let run = runs[index]
        let count = Int(run.count)
        return pages.withRun(run.start) { words in
            if hint < count, words[hint] == packed { return (true, hint) }
            if words[count &- 1] < packed { return (false, count) }
            // The offset of the first that is not less.
            var low = 0
            var width = count
            while width > 0 {
                let half = width &>> 1
                let isLess = words[low &+ half] < packed
                low = isLess ? low &+ half &+ 1 : low
                width = isLess ? width &- half &- 1 : half
            }
            return (words[low] == packed, low)
        }
    }

    private mutating func insert(_ packed: UInt64, inRun index: Int, at offset: Int) {
        var (index, offset) = (index, offset)
        if runs[index].count == Self.runCapacity {
            split(run: index)
            let half = Int(runs[index].count)
            if offset > half {
                index += 1
                offset -= half
            }
        }
        let tail = Int(runs[index].count) - offset
        pages.changeRun(runs[index].start) { words in
            let place = words + offset
            (place + 1).update(from: place, count: tail)
            place.pointee = packed
        }
        if offset == 0 { runs[index].first = packed }
        runs[index].count += 1
        count += 1
        lastRun = index
        lastOffset = offset
    }

    /// Moves the upper half of a full run to a run of its own; of the last one less, since most jobs come nearly in the order of
    /// their ids: so runs are left nearly full.
    private mutating func split(run index: Int) {
        let half = index == runs.count - 1 ? Self.runCapacity / 16 * 15 : Self.runCapacity / 2
        let upper = pages.withRun(runs[index].start) {
            Array(UnsafeBufferPointer(start: $0 + half, count: Self.runCapacity - half))
        }
        let start = pages.newRun()
        pages.changeRun(start) { words in
            for (offset, packed) in upper.enumerated() { words[offset] = packed }
        }
        runs[index].count = UInt32(half)
        runs.insert(
            Run(first: upper[0], start: start, count: UInt32(Self.runCapacity - half)), at: index + 1)
    }
}

extension IdentitySet: Equatable {
    /// Equal members; how they are spread over runs does not matter.
    package static func == (left: IdentitySet, right: IdentitySet) -> Bool {
        left.count == right.count && left.packedIdentities == right.packedIdentities
    }

    /// All members in ascending order, as `JobIdentity.packed`.
    package var packedIdentities: [UInt64] {
        var all: [UInt64] = []
        all.reserveCapacity(count)
        forEachRun { all.append(contentsOf: $0) }
        return all
    }

    /// Stops the program when the set contradicts itself; for tests.
    package func _checkInvariants() {
        precondition(runs.allSatisfy { $0.count > 0 && $0.count <= Self.runCapacity })
        precondition(runs.allSatisfy { pages[$0.start, 0] == $0.first })
        precondition(runs.reduce(0) { $0 + Int($1.count) } == count)
        precondition(Set(runs.map(\.start)).count == runs.count)
        let all = packedIdentities
        precondition(zip(all, all.dropFirst()).allSatisfy { $0 < $1 })
    }
}
