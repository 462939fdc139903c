/// A user as `sacct -u` takes one: a name that cannot be anything but one name, or a number.
///
/// The list that follows `-u` is split at commas, and quotes in it mean something; a dash in front is an option's. A name
/// with any of these, with white space or with a control character, is none here, so that it never reaches the command.
package struct SacctUser: Hashable, Sendable {
    /// What stands in the list: 1 to 255 bytes.
    package let text: String

    /// In bytes: no directory's name is longer.
    package static let maximumLength = 255

    /// Nil when the name cannot be one of a list.
    package init?(_ name: String) {
        let unprintable: [Unicode.GeneralCategory] = [
            .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
        ]
        let refused: [Unicode.Scalar] = [",", "'", "\"", "\\"]
        guard (1...SacctUser.maximumLength).contains(name.utf8.count), name.first != "-", name.first != "+",
            name.unicodeScalars.allSatisfy({ scalar in
                // U+FFFD stands for bytes that are no text: which ones is not known any more.
                scalar != "\u{FFFD}" && !refused.contains(scalar) && !scalar.properties.isWhitespace
                    && !unprintable.contains(scalar.properties.generalCategory)
            })
        else { return nil }
        text = name
    }

    /// A user by number.
    package init(uid: UInt32) {
        text = String(uid)
    }
}
