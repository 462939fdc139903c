import Glibc

/// The users of this host by `getpwnam_r`: files, LDAP, or whatever the host is set up to ask.
package struct HostAccounts: AccountDatabase {
    package init() {}

    package func uid(of name: String) -> UInt32? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var size = 4096
        while size <= 1 << 20 {
            var buffer = [CChar](repeating: 0, count: size)
            let result = getpwnam_r(name, &entry, &buffer, size, &found)
            if result == EINTR { continue }
            guard result == ERANGE else { return result == 0 && found != nil ? entry.pw_uid : nil }
            size *= 2
        }
        return nil
    }
}
