import Glibc
import Testing

@testable import Storage

/// Memory that is asked for at once is the memory that it was.
@Suite struct PagesTests {
    @Test(arguments: [0, 1, 4096, 131_071, 131_072, 131_073, 1 << 20]) func whatStandsThereStays(count: Int) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count + 64, alignment: 1)
        defer { memory.deallocate() }
        for place in memory.indices { memory[place] = UInt8(truncatingIfNeeded: place &* 31) }
        errno = 77
        UnsafeMutableRawBufferPointer(rebasing: memory[17..<17 + count]).takePages()
        #expect(errno == 77)
        #expect(memory.indices.allSatisfy { memory[$0] == UInt8(truncatingIfNeeded: $0 &* 31) })
    }

    /// How often this thread was given a page so far.
    private static func faultCount() -> Int {
        var usage = rusage()
        // RUSAGE_THREAD, which is for Linux alone.
        getrusage(1, &usage)
        return usage.ru_minflt
    }

    /// A system before Linux 5.14 cannot; everything is as ever there.
    private static var canTakePages: Bool {
        let page = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        defer { munmap(page, 4096) }
        return madvise(page, 4096, 23) == 0
    }

    @Test(.enabled(if: canTakePages)) func itsPagesAreThereBeforeTheyAreWritten() throws {
        let count = 8 << 20
        let fresh = try #require(mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
        defer { munmap(fresh, count) }
        UnsafeMutableRawBufferPointer(start: fresh, count: count).takePages()
        let before = Self.faultCount()
        memset(fresh, 1, count)
        // 2,048 of them by one.
        #expect(Self.faultCount() - before < 100)
    }

    @Test func reservedRoomIsEmpty() {
        var bytes: [UInt8] = []
        bytes.reserveWithPages(1 << 20)
        #expect(bytes.isEmpty && bytes.capacity >= 1 << 20)
        bytes = [1, 2, 3]
        bytes.reserveWithPages(1 << 20)
        #expect(bytes == [1, 2, 3])
    }
}
