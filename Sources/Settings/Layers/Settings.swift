import Storage

/// The values that count, each under the name of its declaration in ``SettingTable``.
@dynamicMemberLookup
package struct Settings: Sendable {
    /// A value and where it comes from.
    package struct Entry: Sendable {
        package var value: SettingValue
        package var origin: SettingOrigin
    }

    private var entries: [String: Entry] = [:]

    /// The built-in defaults.
    package init() {}

    /// What the layers say, the last one first of all.
    ///
    /// - Parameter cluster: Whose own settings count; nil takes those of all clusters alone.
    init(_ layers: [SettingsLayer], for cluster: ClusterName?) {
        for layer in layers {
            for entry in layer.entries where entry.cluster == nil { take(entry) }
            for entry in layer.entries where entry.cluster != nil && entry.cluster == cluster { take(entry) }
        }
    }

    private mutating func take(_ entry: SettingsLayer.Entry) {
        entries[entry.key] = Entry(value: entry.value, origin: entry.origin)
    }

    /// The value of a declared setting.
    package subscript<Value>(dynamicMember setting: KeyPath<SettingTable, Setting<Value>>) -> Value {
        let setting = SettingTable.declared[keyPath: setting]
        return entries[setting.key]?.value.value as? Value ?? setting.initial
    }

    /// The value of any setting and its origin.
    package subscript(_ setting: any DeclaredSetting) -> Entry {
        entries[setting.key] ?? Entry(value: setting.initialValue, origin: .builtIn)
    }
}
