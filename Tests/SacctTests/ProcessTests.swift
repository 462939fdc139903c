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
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("written-\(UUID().uuidString)").path
        try #require(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let written = open(path, O_RDONLY | O_NONBLOCK)
        try #require(written >= 0)
        defer { close(written) }
        var count = 0
        var isWritten: Bool?
        _ = try Self.shell("head -c 500000 /dev/zero; echo >'\(path)'").run { read in
            if isWritten == nil {
                // Where the program waits for this, it is not told within ten seconds.
                var told = pollfd(fd: written, events: Int16(POLLIN), revents: 0)
                isWritten = poll(&told, 1, 10_000) == 1 && told.revents & Int16(POLLIN) != 0
            }
            try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { count += try read($0) }
        }
        #expect(isWritten == true)
        #expect(count == 500_000)
    }
}
