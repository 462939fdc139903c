import Foundation

/// A root into which the built program is installed.
final class InstallSite {
    let directory = TemporaryDirectory()
    let name: String
    /// With single slashes, as the program writes it.
    var root: String { directory.file(name).replacing("//", with: "/") }

    /// - Parameter name: Of the root's directory.
    init(name: String = "site/root") { self.name = name }

    static func installed(name: String = "site/root") throws -> InstallSite {
        let site = InstallSite(name: name)
        let outcome = try site.install()
        guard outcome.status == 0 else { throw NotInstalled(errors: outcome.errors) }
        return site
    }

    struct NotInstalled: Error {
        var errors: String
    }

    /// `install` by the built program or by another one.
    @discardableResult
    func install(_ more: [String] = [], by program: String = Binary.path) throws -> Binary.Outcome {
        try Binary.run(program: program, ["install", "--no-checks", "--cluster", "hammer", "--root", root] + more)
    }

    func path(_ name: String) -> String { name.isEmpty ? root : root + "/" + name }

    func text(_ name: String) throws -> String {
        try String(contentsOf: URL(fileURLWithPath: path(name)), encoding: .utf8)
    }

    /// All files below the root, sorted.
    var files: [String] { directory.files(below: name) }

    /// The permission bits.
    func mode(_ name: String) -> UInt32 {
        var status = stat()
        return lstat(path(name), &status) == 0 ? UInt32(status.st_mode & 0o7777) : 0
    }

    func inode(_ name: String) throws -> UInt64 { try traces(of: [path(name)])[0].inode }

    /// What tells whether something was written anew, of everything below the root.
    func traces() throws -> [Trace] {
        let found = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return try traces(of: [root] + found.sorted().map(path))
    }

    struct Trace: Equatable {
        var path: String
        var inode: UInt64
        var mode: UInt32
        var modified: [Int]
    }

    private func traces(of paths: [String]) throws -> [Trace] {
        try paths.map { path in
            var status = stat()
            guard lstat(path, &status) == 0 else { throw CocoaError(.fileNoSuchFile) }
            // The lock comes and goes in the root itself.
            let time = path == root ? [] : [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
            return Trace(path: path, inode: UInt64(status.st_ino), mode: UInt32(status.st_mode), modified: time)
        }
    }

    /// CRC-32C (RFC 3720), bit by bit, of the first argument.
    static let checksum = """
        import sys
        crc = 0xFFFFFFFF
        for byte in sys.argv[1].encode():
            crc ^= byte
            for _ in range(8):
                crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
        sys.stdout.write("%08x" % (crc ^ 0xFFFFFFFF))
        """
}
