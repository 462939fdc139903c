/// Something that cannot be taken for a setting.
package struct SettingsProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where it stands.
    package var origin: SettingOrigin
    /// What is wrong and what to do.
    package var message: String

    package var description: String { "\(origin): \(message)" }
}
