/// One setting: the only place that says its key, type, default, unit, who may set it, and what it is for.
package struct Setting<Value: Equatable & Sendable>: DeclaredSetting {
    package let key: String
    /// The built-in default.
    package let initial: Value
    package let unit: String
    package let setters: Setters
    package let isPerCluster: Bool
    package let flag: String?
    package let documentation: String
    let kind: SettingKind<Value>

    /// - Parameters:
    ///   - unit: Of the number; empty when there is none to name.
    ///   - isPerCluster: Whether `clusters.NAME` in `policy.json` may set it for one cluster.
    ///   - flag: The flag of its own that some commands have, besides `--set`.
    init(
        _ key: String, _ kind: SettingKind<Value>, _ initial: Value, unit: String = "", by setters: Setters,
        perCluster isPerCluster: Bool = false, flag: String? = nil, _ documentation: String
    ) {
        self.key = key
        self.kind = kind
        self.initial = initial
        self.unit = unit
        self.setters = setters
        self.isPerCluster = isPerCluster
        self.flag = flag
        self.documentation = documentation
    }

    package var kindDescription: String { kind.description }
    package var initialValue: SettingValue { kind.settingValue(initial) }

    package func read(_ node: SourceNode) throws(ValueError) -> SettingValue {
        kind.settingValue(try kind.read(node))
    }
}
