import Poller

/// The users of a host, by name.
struct FakeAccounts: AccountDatabase {
    var users: [String: UInt32]

    func uid(of name: String) -> UInt32? { users[name] }
}
