/// The users that this host knows: what sacct itself looks names up in.
package protocol AccountDatabase {
    /// The numbers of users, by the names that were asked for. A name is missing when this host does not know it, or cannot
    /// say.
    func uids(of names: [String]) -> [String: UInt32]
}
