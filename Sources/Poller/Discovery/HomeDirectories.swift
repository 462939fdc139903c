package import Storage

/// The homes of a cluster's users: the names of the directories below one, and who owns them.
package struct HomeDirectories {
    private let files: any FileSystem
    private let rules: DiscoveryRules
    private let systemNames: SystemNames

    /// A directory's entry that may be a home.
    package struct Home: Equatable, Sendable {
        package var name: String
        package var path: String

        package init(name: String, path: String) {
            self.name = name
            self.path = path
        }
    }

    /// What is at the path of a home.
    package enum Owner: Equatable, Sendable {
        /// A directory of this user.
        case uid(UInt32)
        /// A link whose target cannot be looked at: it is elsewhere, or closed to others.
        case unknown
        /// No directory.
        case none
    }

    package init(files: any FileSystem, rules: DiscoveryRules) {
        self.files = files
        self.rules = rules
        systemNames = SystemNames(rules.systemNames)
    }

    /// The homes by name, each once, without hidden ones and those that the rules name. Only names are read, and the owners
    /// of directories of one character: one that is a system account's (`/home/a/alice`) holds homes itself.
    ///
    /// - Throws: `FileSystemError` when the directory itself cannot be listed.
    package func homes() throws(FileSystemError) -> [Home] {
        var homes: [Home] = []
        var names: Set<String> = []
        func take(_ name: String, in directory: String) {
            guard !systemNames.contains(name), names.insert(name).inserted else { return }
            homes.append(Home(name: name, path: FilePath.join(directory, name)))
        }
        for name in try files.list(rules.homeRoot) {
            let path = FilePath.join(rules.homeRoot, name)
            if name.count == 1, case .uid(let uid) = owner(of: path), rules.isSystem(uid: uid) {
                for inner in (try? files.list(path)) ?? [] { take(inner, in: path) }
            } else {
                take(name, in: rules.homeRoot)
            }
        }
        return homes
    }

    /// Who owns a home. A link's own owner says nothing: what it leads to is looked at.
    package func owner(of path: String) -> Owner {
        // What cannot be looked at (an automounter that is stuck, no permission) is asked for by its name.
        guard let status = try? files.status(path) else { return .unknown }
        switch status.kind {
        case .directory: return .uid(status.owner)
        case .symbolicLink:
            guard let target = try? files.status(FilePath.join(path, ".")) else { return .unknown }
            return target.kind == .directory ? .uid(target.owner) : .none
        case .file, .other: return .none
        }
    }
}
