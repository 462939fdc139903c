import Foundation
import Sacct
import Scoreboard
import Testing

/// Real processes: a shell stands in for sacct where a real one cannot be made to fail so.
@Suite struct ProcessTests {
    static func shell(_ script: String, timeout: Int = 20) -> ChildProcess {
        ChildProcess(
            "sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"], timeoutSeconds: timeout)
    }

    @Test func outputAndErrorsAreKeptApart() throws {
        #expect(try Self.shell("echo out; echo err >&2").text() == "out\n")
    }

    @Test func aProgramThatHangsIsEnded() {
        #expect(throws: ProcessFailure.timedOut(program: "sh", seconds: 1)) {
            try Self.shell("exec sleep 600", timeout: 1).text()
        }
    }

    @Test func exitCodesAndSignalsAreTold() {
        #expect(throws: ProcessFailure.failed(program: "sh", status: .code(3), message: "no; luck")) {
            try Self.shell("echo no >&2; echo luck >&2; exit 3").text()
        }
        #expect(throws: ProcessFailure.failed(program: "sh", status: .signal(9), message: "")) {
            try Self.shell("kill -9 $$").text()
        }
    }

    @Test func aProgramThatIsNotThere() {
        #expect(throws: ProcessFailure.notFound(program: "no-such-program")) {
            try ChildProcess("no-such-program", arguments: [], environment: [:], timeoutSeconds: 1).text()
        }
    }

    @Test func muchOutputDoesNotBlock() throws {
        var count = 0
        let ending = try Self.shell("head -c 3000000 /dev/zero; head -c 300000 /dev/zero >&2").run { read in
            try withUnsafeTemporaryAllocation(byteCount: 1 << 15, alignment: 1) { count += try read($0) }
        }
        #expect(count == 3_000_000)
        #expect(ending.status == .code(0))
    }

    /// Half a megabyte stands ready before any of it is read.
    @Test func aProgramNeedNotWaitForWhoeverReads() throws {
        let mark = FileManager.default.temporaryDirectory.appendingPathComponent("mark-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: mark) }
        var count = 0
        var isWritten = false
        _ = try Self.shell("head -c 500000 /dev/zero; : >'\(mark)'").run { read in
            // As long as it takes on a busy machine; where the program waits for this, it comes never.
            for _ in 0..<1000 where !isWritten {
                isWritten = FileManager.default.fileExists(atPath: mark)
                if !isWritten { usleep(10_000) }
            }
            try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { count += try read($0) }
        }
        #expect(isWritten)
        #expect(count == 500_000)
    }
}
