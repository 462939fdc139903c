import Poller

/// The users of a host, by name.
struct FakeAccounts: AccountDatabase {
    var users: [String: UInt32]

    func uids(of names: [String]) -> [String: UInt32] {
        names.reduce(into: [:]) { $0[$1] = users[$1] }
    }
}
