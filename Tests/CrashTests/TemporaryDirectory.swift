import Foundation

/// A directory of one test, removed with it.
///
/// In memory where that can be had: a process that is killed at a certain call leaves the same files on every file
/// system, and the thousands of syncs of these tests cost nothing there.
final class TemporaryDirectory: Sendable {
    let path: String

    /// - Parameter isOnDisk: Where commits take as long as they do in earnest.
    init(isOnDisk: Bool = false) {
        let memory = "/dev/shm"
        let parent = !isOnDisk && access(memory, W_OK) == 0 ? memory : NSTemporaryDirectory()
        var template = Array("\(parent)/slurm-sb-crash.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { fatalError("no temporary directory: errno \(errno)") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file, whole or not at all, and returns its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)), options: .atomic)
        return file(name)
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
    }
}
