/// Something that a repair did.
package struct RepairAction: Equatable, Sendable {
    /// What it was.
    package enum Kind: String, Sendable {
        /// A damaged file was moved to `*.bad`.
        case setAside = "set aside"
        /// A file was made anew from others.
        case remade = "made anew"
        /// Days are to be read again.
        case reopened = "to be read again"
        /// An interrupted commit was carried out or taken back.
        case settled
        /// An imported month was read from the accounting.
        case replaced = "no longer imported"
        /// What a dead process left was removed.
        case removed
    }

    package var kind: Kind
    /// The file as it is now; nil when it is about none.
    package var path: String?
    /// In words, on one line.
    package var message: String

    package init(_ kind: Kind, path: String? = nil, _ message: String) {
        self.kind = kind
        self.path = path
        self.message = message
    }
}
