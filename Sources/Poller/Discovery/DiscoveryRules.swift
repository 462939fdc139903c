/// Whose homes are users', and how much the accounting may be asked about them.
///
/// What it comes to: 15,000 homes whose users never ran a job are 30 calls a month, 500 names each (at most 64 KiB of them;
/// one argument may have 128 KiB). In one day there are at most 48 calls, of the 2,880 that two a minute allow, and half of
/// these for names that can wait. Names that this host's own database does not have (homes of accounts that are gone) cost
/// at most 12 calls a month besides, which sacct refuses before it asks any server, unless some of them are answered.
package struct DiscoveryRules: Equatable, Sendable {
    /// The directory that holds the homes.
    package var homeRoot = "/home"
    /// Numbers below it are system accounts: `UID_MIN` of `/etc/login.defs`.
    package var minimumUID: UInt32 = 1_000
    /// Other numbers of system accounts: nobody.
    package var systemUIDs: Set<UInt32> = [65_534]
    /// Names of system accounts and of what else stands among homes; `*` is any text.
    package var systemNames = DiscoveryRules.defaultSystemNames
    /// The most users in one call.
    package var usersPerCall = 500
    /// The most bytes of their list.
    package var bytesPerCall = 65_536
    /// The most calls in a day (UTC).
    package var callsPerDay: Int64 = 48
    /// When so many were made in a day, only users that nobody has looked for yet are asked for.
    package var repeatedCallsPerDay: Int64 = 24
    /// After so many refusals in a row this host's own database is believed, which does not have the names either.
    package var refusalsBelieved: Int64 = 12
    /// An answer with more rows halves the span of the next question.
    package var manyRows = 100_000

    package static let defaultSystemNames = [
        "root", "nobody", "nfsnobody", "lost+found", "aquota.*", "slurm", "munge", "mysql", "postgres", "systemd-*",
        "linuxbrew", "*.bak", "*.old", "*.tmp",
    ]

    package init() {}

    /// Whether a number is a system account's.
    package func isSystem(uid: UInt32) -> Bool {
        uid < minimumUID || systemUIDs.contains(uid)
    }
}
