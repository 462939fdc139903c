/// A setting of any type.
package protocol DeclaredSetting: Sendable {
    /// As files have it, in lower case with underscores.
    var key: String { get }
    /// Of the number; empty when there is none to name.
    var unit: String { get }
    /// Who may set it.
    var setters: Setters { get }
    /// Whether the site may set it for one cluster.
    var isPerCluster: Bool { get }
    /// The flag of its own that some commands have.
    var flag: String? { get }
    /// What it is for, in a sentence or two.
    var documentation: String { get }
    /// The type in words.
    var kindDescription: String { get }
    /// The built-in default.
    var initialValue: SettingValue { get }

    /// Reads a value of this setting.
    func read(_ node: SourceNode) throws(ValueError) -> SettingValue
}

extension DeclaredSetting {
    /// The variable of the environment that sets it.
    package var variable: String { SettingTable.variablePrefix + key.uppercased() }
}
