import Synchronization

/// What files were found to hold, for as long as they stay the same.
package final class FileMemory<Content: Sendable>: Sendable {
    private struct Entry: Sendable {
        var identities: [FileIdentity]
        var content: Content
    }

    private let entries = Mutex<[[String]: Entry]>([:])
    /// Entries that are kept; beyond them everything is forgotten.
    private let limit: Int

    package init(limit: Int = 4096) {
        self.limit = limit
    }

    /// What the files hold: from memory when all of them are as they were, which takes one look at each.
    ///
    /// - Parameters:
    ///   - paths: All that the content is made from.
    ///   - files: Where they are.
    ///   - read: Reads and decodes them. What it throws is not remembered.
    package func content(
        of paths: [String], in files: any FileSystem, read: () throws -> Content
    ) throws -> Content {
        // What is missing, or not to be looked at: whoever reads it knows what that means.
        let identities = paths.compactMap { (try? files.status($0))?.identity }
        guard identities.count == paths.count else { return try read() }
        if let entry = entries.withLock({ $0[paths] }), entry.identities == identities { return entry.content }
        let content = try read()
        entries.withLock { known in
            if known.count >= limit { known = [:] }
            known[paths] = Entry(identities: identities, content: content)
        }
        return content
    }
}
