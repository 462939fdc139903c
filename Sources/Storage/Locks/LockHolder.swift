import Glibc
package import Scoreboard

/// Who holds a lock, as the lock's file says: a word for people, never what decides.
package struct LockHolder: Hashable, Sendable {
    /// As `gethostname` says.
    package var host: String
    /// On that host.
    package var pid: Int32
    /// When it took the lock.
    package var started: Timestamp
    /// The program and its version.
    package var program: String

    package init(host: String, pid: Int32, started: Timestamp, program: String) {
        self.host = host
        self.pid = pid
        self.started = started
        self.program = program
    }

    /// This process.
    package static func current(program: String, at now: Timestamp) -> LockHolder {
        LockHolder(host: currentHost, pid: getpid(), started: now, program: program)
    }

    /// This host's name.
    package static var currentHost: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            buffer.initialize(repeating: 0)
            // The last byte stays zero, whether or not a long name was cut.
            guard let base = buffer.baseAddress, gethostname(base, buffer.count - 1) == 0 else { return "localhost" }
            return String(cString: base)
        }
    }

    /// Whether it is a process of this machine.
    package var isOnThisHost: Bool { host == LockHolder.currentHost }

    /// Whether it was a process of this host and has ended; one that only may not be signalled lives.
    var hasEnded: Bool { isOnThisHost && pid > 0 && kill(pid, 0) != 0 && errno == ESRCH }

    func encoded() -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("host")
            writer.string(host)
            writer.key("pid")
            writer.integer(Int64(pid))
            writer.key("started")
            writer.string(started.description)
            writer.key("program")
            writer.string(program)
        }
        writer.lastNewline()
        return writer.bytes
    }

    /// Nil for an empty or half-written file: its holder is then not known.
    package init?(decoding bytes: [UInt8]) {
        var reader = JSONReader(bytes)
        var (host, pid, started, program): (String?, Int32?, Timestamp?, String?)
        do throws(JSONError) {
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "host": host = try reader.string()
                case "pid": pid = try reader.count(key)
                case "started": started = try reader.timestamp(key)
                case "program": program = try reader.string()
                default: try reader.skip()
                }
            }
        } catch {
            return nil
        }
        guard let host, let pid, let started else { return nil }
        self.init(host: host, pid: pid, started: started, program: program ?? "")
    }
}

extension LockHolder: CustomStringConvertible {
    package var description: String {
        let name = host.filter { !$0.isNewline && $0.asciiValue ?? 32 >= 32 }
        return "process \(pid) on \(name)\(isOnThisHost ? " (this host)" : ""), since \(started)"
    }
}
