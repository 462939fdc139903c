import Sacct

/// The users of this host by `getent passwd`: files, LDAP, or whatever the host is set up to ask.
///
/// Not by `getpwnam_r`: the program is shipped as a static executable, in which the C library of the machine that it was
/// built on would load the modules of the C library here.
package struct HostAccounts: AccountDatabase {
    /// Names in one call: a program's arguments have an end.
    private static let namesPerCall = 500
    private static let timeoutSeconds = 60

    package init() {}

    package func uids(of names: [String]) -> [String: UInt32] {
        // A number would be looked up as one, and what begins with a dash is an option.
        let names = names.filter { $0.first?.isLetter ?? false || $0.first == "_" }
        var found: [String: UInt32] = [:]
        for start in stride(from: 0, to: names.count, by: HostAccounts.namesPerCall) {
            let asked = names[start..<min(start + HostAccounts.namesPerCall, names.count)]
            var lowered: [String: UInt32] = [:]
            for (name, uid) in HostAccounts.ask(Array(asked)) {
                found[name] = uid
                lowered[name.lowercased()] = uid
            }
            // Directories that take upper and lower case for one answer with their own spelling.
            for name in asked where found[name] == nil { found[name] = lowered[name.lowercased()] }
        }
        return found.filter { names.contains($0.key) }
    }

    private static func ask(_ names: [String]) -> [(name: String, uid: UInt32)] {
        let getent = ChildProcess(
            "getent", arguments: ["passwd"] + names, environment: SystemPrograms.environment,
            timeoutSeconds: timeoutSeconds)
        // The exit code only says that some of them are not known.
        guard let (text, _) = try? getent.textWhateverItsEnding() else { return [] }
        return text.split(whereSeparator: \.isNewline).compactMap { line in
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count >= 4, let uid = UInt32(fields[2]) else { return nil }
            return (String(fields[0]), uid)
        }
    }
}
