import Sacct
package import Scoreboard
package import Storage

/// Who opted out: by the site's list, and by files in homes, those included that the pollers of other clusters found.
package struct OptOuts {
    /// In a home, the file that takes its user off the boards. Only whether it exists is looked at.
    package static let homeFileName = ".slurm_scoreboard_optout"
    private static let homeFile = "/" + homeFileName

    /// Named in the site's list.
    package let listed: Set<String>
    /// Found in homes, by the cluster whose pollers found them.
    package private(set) var found: [ClusterName: Set<String>] = [:]
    /// How often a file was looked for in a home.
    package private(set) var lookUps = 0

    /// The registers as they are on disk; none for one that is missing or damaged.
    private var registers: [ClusterName: OptOutRegister] = [:]
    private let files: any FileSystem
    /// What stands before the name of a user.
    private let homePrefix: String
    private let minimumJobs: Int
    private let usernames: UsernamePattern

    /// Reads the list and every cluster's register. Where a register was lost, or is damaged, whoever has withheld rows
    /// there stays withheld.
    ///
    /// - Throws: `FileSystemError`, `DamagedFile`: nobody is shown because a file cannot be read.
    package init(of root: DataRoot, rules: PublicationRules, files: any FileSystem) throws {
        self.files = files
        homePrefix = FilePath.join(rules.homeRoot, "")
        minimumJobs = rules.minimumJobs
        usernames = rules.usernames
        listed = try files.readIfPresent(root.optOutList).map(OptOuts.names) ?? []
        for cluster in try root.clusters(in: files) {
            if let register = try OptOuts.register(of: cluster, files: files) {
                registers[cluster.name] = register
                found[cluster.name] = register.found
            } else {
                let names = try WithheldRows(directory: cluster, files: files).users().subtracting(listed)
                if !names.isEmpty { found[cluster.name] = names }
            }
        }
    }

    private static func register(of cluster: ClusterDirectory, files: any FileSystem) throws -> OptOutRegister? {
        let path = cluster.path(of: .optOuts)
        do {
            return try files.readIfPresent(path).map { try OptOutRegister(decoding: $0, path: path) }
        } catch {
            guard DamagedFile(error) != nil else { throw error }
            return nil
        }
    }

    /// Who is shown.
    package var policy: VisibilityPolicy {
        VisibilityPolicy(
            optedOut: found.values.reduce(into: listed) { $0.formUnion($1) }, minimumJobs: minimumJobs,
            usernames: usernames)
    }

    /// The register of a cluster when it must be written: somebody was found or is back, or it is the first one that
    /// tells who has withheld rows by a home and who by the list.
    ///
    /// - Parameter hasWithheld: Whether anybody has withheld rows there.
    package func changedRegister(of cluster: ClusterName, hasWithheld: Bool) -> OptOutRegister? {
        let register = OptOutRegister(found: found[cluster] ?? [])
        guard let before = registers[cluster] else { return hasWithheld || !register.found.isEmpty ? register : nil }
        return register == before ? nil : register
    }

    /// Looks once in the home of each of a cluster's users.
    ///
    /// A home that is not there, or that may not be looked at just now, decides nothing: whom a file there withheld is
    /// withheld still.
    package mutating func lookInHomes(of users: Set<String>, on cluster: ClusterName) {
        let before = found[cluster] ?? []
        var names = before.subtracting(users)
        for user in users {
            if isOptedOut(user, otherwise: before.contains(user)) { names.insert(user) }
        }
        found[cluster] = names
    }

    /// Looks in the homes of users who have jobs for the first time, perhaps, and keeps whom was found before.
    package mutating func lookInHomes(ofNew users: Set<String>, on cluster: ClusterName) {
        let known = policy.optedOut
        for user in users.subtracting(known) where isOptedOut(user, otherwise: false) {
            found[cluster, default: []].insert(user)
        }
    }

    private mutating func isOptedOut(_ user: String, otherwise before: Bool) -> Bool {
        guard OptOuts.mayBeDirectory(user) else { return false }
        lookUps += 1
        do {
            if try files.status(path(inHomeOf: user)) != nil { return true }
            // The home of somebody who had opted out may only be absent from this machine.
            return try before && files.status(homePrefix + user) == nil
        } catch {
            return before
        }
    }

    /// Where the file would be; put together in one piece, as a tick asks for it in everybody's home.
    private func path(inHomeOf user: String) -> String {
        let length = homePrefix.utf8.count + user.utf8.count + OptOuts.homeFile.utf8.count
        return String(unsafeUninitializedCapacity: length) { room in
            var end = room.startIndex
            for part in [homePrefix.utf8, user.utf8, OptOuts.homeFile.utf8] {
                end = room[end...].initialize(fromContentsOf: part)
            }
            return end
        }
    }

    /// False for a name that is no name of a directory: it comes from accounting and may be anything.
    private static func mayBeDirectory(_ user: String) -> Bool {
        (1...255).contains(user.utf8.count) && user != "." && user != ".."
            && !user.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
    }

    /// One name a line, written as accounting writes it or as a board does; a `#` begins a comment.
    private static func names(_ bytes: [UInt8]) -> Set<String> {
        var names: Set<String> = []
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        for line in text.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            let words = line.prefix { $0 != UInt8(ascii: "#") }.split { $0 == UInt8(ascii: " ") || $0 == 9 }
            guard !words.isEmpty else { continue }
            let name = String(decoding: Array(words.joined(separator: [UInt8(ascii: " ")])), as: UTF8.self)
            // `(unknown)` and `uid:2004` are names of boards, and folding keeps them as they are.
            names.insert(UserName.normalized(name))
        }
        return names
    }
}
