import Glibc
import Sacct

/// The group to which everything below a root belongs.
enum InstallGroup {
    /// - Parameters:
    ///   - name: As it was given; nil when it was not.
    ///   - root: Whose group it is otherwise, if this user may give things to that.
    /// - Throws: ``CommandFailure`` for a group that is not there, or that this user is not in.
    static func number(named name: String?, root: String) throws -> gid_t {
        if let name {
            let advice = "'id -Gn' prints those that you are in"
            guard let number = lookUp(name) else {
                throw CommandFailure("there is no group '\(name)' on this host: \(advice)", code: 2)
            }
            guard isMember(of: number) else {
                throw CommandFailure("you are not in the group '\(name)': \(advice)", code: 2)
            }
            return number
        }
        var status = stat()
        guard stat(root, &status) == 0, isMember(of: status.st_gid) else { return inherited(by: root) }
        return status.st_gid
    }

    /// What a directory made there would get.
    private static func inherited(by root: String) -> gid_t {
        var path = root
        var status = stat()
        repeat { path = parent(of: path) } while stat(path, &status) != 0 && path != "/" && path != "."
        let isGiven = status.st_mode & S_ISGID != 0 && isMember(of: status.st_gid)
        return isGiven ? status.st_gid : getegid()
    }

    private static func parent(of path: String) -> String {
        let parent = path.split(separator: "/").dropLast().joined(separator: "/")
        return path.hasPrefix("/") ? "/" + parent : parent.isEmpty ? "." : parent
    }

    private static func isMember(of group: gid_t) -> Bool {
        if geteuid() == 0 || group == getegid() { return true }
        let count = getgroups(0, nil)
        guard count > 0 else { return false }
        var groups = [gid_t](repeating: 0, count: Int(count))
        return getgroups(count, &groups) > 0 && groups.contains(group)
    }

    /// Asked of `getent`, for the reason that `HostAccounts` gives; a number is taken as it is where that is not there.
    private static func lookUp(_ name: String) -> gid_t? {
        guard !name.isEmpty, !name.hasPrefix("-") else { return nil }
        let getent = ChildProcess(
            "getent", arguments: ["group", name], environment: SystemPrograms.environment, timeoutSeconds: 60)
        let fields = (try? getent.text())?.split(separator: ":", omittingEmptySubsequences: false)
        if let fields, fields.count >= 3 { return gid_t(fields[2]) }
        return gid_t(name)
    }
}
