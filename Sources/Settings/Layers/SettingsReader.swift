package import Storage

/// Reads the settings from where they stand: defaults, the site's file, the user's file, the environment, flags.
package struct SettingsReader {
    private let files: any FileSystem
    private let environment: [String: String]
    private let flags: [FlagValue]
    private let program: String?

    /// - Parameters:
    ///   - environment: All variables; of others than `SLURM_SB_*`, `HOME` is used to find the user's file.
    ///   - flags: What was given on the command line.
    ///   - program: The path of the program; when it stands in a directory `bin`, the one above is the default root.
    package init(files: any FileSystem, environment: [String: String], flags: [FlagValue], program: String?) {
        self.files = files
        self.environment = environment
        self.flags = flags
        self.program = program
    }

    /// The user's own file, below a home directory.
    package static func userFile(home: String) -> String { personal("config.yaml", home: home) }

    /// A file of the user's own.
    static func personal(_ name: String, home: String) -> String { FilePath.join(home, ".slurm_scoreboard/\(name)") }

    /// Reads them all. A file that is missing says nothing; one that cannot be read is a problem.
    ///
    /// - Parameter site: Whether the files of the root count.
    package func read(site: Bool = true) -> ResolvedSettings {
        var installed: [SettingsLayer] = []
        if let program, FilePath.name(of: FilePath.parent(of: program)) == "bin" {
            let root = FilePath.parent(of: FilePath.parent(of: program))
            installed = [.installation(root: root, program: program)]
        }
        var own: [SettingsLayer] = []
        if let home = environment["HOME"], !home.isEmpty {
            own.append(layer(SettingsReader.userFile(home: home), SettingsLayer.user))
        }
        own += [.environment(environment), .flags(flags)]
        guard site else { return ResolvedSettings(layers: installed + own) }
        let root = DataRoot(path: Settings(installed + own, for: nil).root)
        let policy = layer(root.policy, SettingsLayer.policy)
        var list = ClusterList()
        var problems: [SettingsProblem] = []
        switch content(root.clusterList) {
        case nil: break
        case .success(let bytes): (list, problems) = ClusterList.reading(bytes, path: root.clusterList)
        case .failure(let problem): problems = [problem]
        }
        return ResolvedSettings(layers: installed + [policy] + own, clusters: list, clusterProblems: problems)
    }

    private func layer(_ path: String, _ read: ([UInt8], String) -> SettingsLayer) -> SettingsLayer {
        switch content(path) {
        case nil: SettingsLayer()
        case .success(let bytes): read(bytes, path)
        case .failure(let problem): .failed(problem)
        }
    }

    private func content(_ path: String) -> Result<[UInt8], SettingsProblem>? {
        SettingsReader.content(path, in: files)
    }

    /// A file that people may have written; nil when it is missing.
    static func content(_ path: String, in files: any FileSystem) -> Result<[UInt8], SettingsProblem>? {
        let place = SettingOrigin.file(path: path, line: nil)
        do throws(FileSystemError) {
            if let status = try files.status(path), status.kind == .file,
                status.size > Int64(DocumentError.sizeLimit)
            {
                return .failure(SettingsProblem(origin: place, message: DocumentError.tooLarge(status.size).message))
            }
            return .success(try files.read(path))
        } catch {
            if error.isMissing { return nil }
            return .failure(SettingsProblem(origin: place, message: error.reason))
        }
    }
}
