/// The users that this host knows: what sacct itself looks names up in.
package protocol AccountDatabase {
    /// The number of a user; nil when this host does not know the name, or cannot say.
    func uid(of name: String) -> UInt32?
}
