package import Scoreboard
package import Storage

/// What the interface remembers of a user, in `~/.slurm_scoreboard/view.json`:
/// `{"schema_version":1,"columns":["level",…],"hidden_columns":["share"],"metric":"jobs","sort":"gained:desc","theme":"osrs",
/// "window":"365d"}`.
///
/// The program writes it, and people may. Keys of others, such as comments and what a newer program remembers, stay. A file
/// with something wrong in it is left as it is until there is something new to remember, and moved aside then.
package struct RememberedFile: Sendable {
    /// The newest `schema_version` that is understood.
    package static let schemaVersion = 1

    private let path: String
    private let files: any FileSystem
    private let textKeys: Set<String>
    private let listKeys: Set<String>
    /// Members that are not ours: their values as they stand there.
    private var others: [(key: String, json: [UInt8])] = []
    private var lines: [String: Int] = [:]
    /// Something is wrong with what stands there: a person must have written it.
    private var isStrange = false

    /// For people: short, so that what is wrong has room in a line.
    private static let shownPath = "~/.slurm_scoreboard/view.json"
    /// A temporary file of this age belongs to nobody any more.
    private static let abandonedSeconds: Int64 = 86_400

    /// - Parameters:
    ///   - home: The user's home directory.
    ///   - files: With the modes of what is one person's.
    ///   - textKeys: The keys of one word.
    ///   - listKeys: The keys of several.
    package init(home: String, files: any FileSystem, textKeys: Set<String>, listKeys: Set<String>) {
        path = RememberedFile.path(home: home)
        self.files = files
        self.textKeys = textKeys
        self.listKeys = listKeys
    }

    /// Below a home directory.
    package static func path(home: String) -> String { SettingsReader.personal("view.json", home: home) }

    // MARK: - Reading

    /// Reads what is remembered; nothing when there is no file. What is wrong is left out and told.
    package mutating func read() -> (words: RememberedWords, problems: [SettingsProblem]) {
        var words = RememberedWords()
        others = []
        lines = [:]
        isStrange = false
        switch SettingsReader.content(path, in: files) {
        case nil: return (words, [])
        case .failure(let problem):
            isStrange = true
            let origin = SettingOrigin.file(path: RememberedFile.shownPath, line: nil)
            return (words, [SettingsProblem(origin: origin, message: problem.message)])
        case .success(let bytes):
            do throws(DocumentError) {
                // The values that are kept as they stand are read a second time, for their bytes.
                let members = try JSONDocument.members(of: bytes)
                let problems = members.compactMap { take($0, &words) }
                others = RememberedFile.slices(bytes).filter {
                    !textKeys.contains($0.key) && !listKeys.contains($0.key) && $0.key != "schema_version"
                }
                return (words, problems)
            } catch {
                isStrange = true
                let origin = SettingOrigin.file(path: RememberedFile.shownPath, line: error.line)
                return (words, [SettingsProblem(origin: origin, message: error.message)])
            }
        }
    }

    private mutating func take(_ member: SourceNode.Member, _ words: inout RememberedWords) -> SettingsProblem? {
        lines[member.key] = member.line
        let key = member.key
        switch member.value.content {
        case .text(let text) where textKeys.contains(key): words.texts[key] = text
        case .list(let elements) where listKeys.contains(key):
            var list: [String] = []
            for element in elements {
                guard case .text(let text) = element.content else {
                    return problem(with: key, "holds \(element.inWords), which is not a text in quotes")
                }
                list.append(text)
            }
            words.lists[key] = list
        case .number(let text) where key == "schema_version":
            if let version = Int(text), (1...RememberedFile.schemaVersion).contains(version) { return nil }
            return problem(
                with: key,
                "is \(member.value.inWords), and this program knows \(RememberedFile.schemaVersion): what it knows is taken"
            )
        default:
            if key == "schema_version" || textKeys.contains(key) {
                let wanted = key == "schema_version" ? "a whole number" : "a text in quotes"
                return problem(with: key, "is \(member.value.inWords), which is not \(wanted)")
            }
            if listKeys.contains(key) {
                return problem(with: key, "is \(member.value.inWords), which is not a list of texts")
            }
        }
        return nil
    }

    /// A value that its reader cannot use: the file is moved aside before it is replaced.
    package mutating func problem(with key: String, _ message: String) -> SettingsProblem {
        isStrange = true
        return SettingsProblem(
            origin: .file(path: RememberedFile.shownPath, line: lines[key]),
            message: "\(key.prefix(80).debugDescription) \(message)")
    }

    /// The bytes of each value of an object that was read already.
    private static func slices(_ bytes: [UInt8]) -> [(key: String, json: [UInt8])] {
        var reader = JSONReader(bytes)
        var slices: [(key: String, json: [UInt8])] = []
        try? reader.object { (reader, key) throws(JSONError) in
            _ = try reader.peek()
            let start = reader.offset
            try reader.skip()
            slices.append((key, Array(bytes[start..<reader.offset])))
        }
        return slices
    }

    // MARK: - Writing

    /// Replaces the file, so that whoever reads finds the old content or the new. The directory is made when it is missing,
    /// the home is not. Nothing is synced: a disk would be waited for at each key, for what a power cut may well take.
    package mutating func write(_ words: RememberedWords, at now: Timestamp) throws(FileSystemError) {
        if isStrange, try files.status(path) != nil { try files.quarantine(path, at: now) }
        isStrange = false
        let bytes = encoded(words)
        do throws(FileSystemError) {
            try files.replace(path, bytes)
        } catch {
            guard error.isMissing else { throw error }
            try files.createDirectory(FilePath.parent(of: path))
            try files.replace(path, bytes)
        }
        removeAbandoned(at: now)
    }

    private func encoded(_ words: RememberedWords) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.newline()
            writer.member("schema_version", Int64(RememberedFile.schemaVersion))
            for (key, json) in others {
                writer.newline()
                writer.key(key)
                writer.json(json)
            }
            for (key, list) in words.lists.sorted(by: { $0.key < $1.key }) {
                writer.newline()
                writer.key(key)
                writer.array(list) { $0.string($1) }
            }
            for (key, text) in words.texts.sorted(by: { $0.key < $1.key }) {
                writer.newline()
                writer.key(key)
                writer.string(text)
            }
            writer.lastNewline()
        }
        writer.lastNewline()
        return writer.bytes
    }

    /// What writers that were killed left long ago. Another one may be writing now, so that what is young stays.
    private func removeAbandoned(at now: Timestamp) {
        let directory = FilePath.parent(of: path)
        let prefix = ".\(FilePath.name(of: path))."
        for name in (try? files.list(directory)) ?? [] where TemporaryName.matches(name) && name.hasPrefix(prefix) {
            let file = FilePath.join(directory, name)
            guard let status = try? files.status(file),
                now - status.modified > RememberedFile.abandonedSeconds
            else { continue }
            try? files.remove(file)
        }
    }
}
