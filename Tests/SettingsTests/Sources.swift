import Settings
import Storage

/// Where settings may stand, for a test to fill in; the root is `/r`, the home is `/h`.
struct Sources {
    var policy: String?
    var clusters: String?
    var user: String?
    var environment: [String: String] = [:]
    var flags: [FlagValue] = []
    var program: String?

    static let policyPath = "/r/config/policy.json"
    static let clustersPath = "/r/config/clusters.json"
    static let userPath = "/h/.slurm_scoreboard/config.yaml"

    var files: MemoryFileSystem {
        var files: [String: String] = [:]
        files[Sources.policyPath] = policy
        files[Sources.clustersPath] = clusters
        files[Sources.userPath] = user
        return MemoryFileSystem(files)
    }

    func read(_ files: MemoryFileSystem? = nil, root: String? = "/r") -> ResolvedSettings {
        let place = root.map { [FlagValue(flag: "--root", key: "root", text: $0)] } ?? []
        return SettingsReader(
            files: files ?? self.files, environment: ["HOME": "/h"].merging(environment) { $1 }, flags: place + flags,
            program: program
        ).read()
    }

    /// What is wrong, each as a person sees it.
    var problems: [String] { read().problems.map(\.description) }
}

extension Settings {
    /// Where the value of a key comes from.
    func origin(_ key: String) -> SettingOrigin? { SettingTable.named(key).map { self[$0].origin } }
}
