package import Storage

/// What a setting has, with its two ways of being written.
package struct SettingValue: Sendable {
    /// Of the type that the declaration says.
    let value: any Sendable
    /// On one line; data in it is not escaped.
    package let text: String
    /// As `policy.json` has it.
    package let write: @Sendable (inout JSONWriter) -> Void
}
