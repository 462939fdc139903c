import Storage

/// A type of value: how it is read, how it is written, and its name in words.
package struct SettingKind<Value: Equatable & Sendable>: Sendable {
    /// For documentation and errors, for instance `a whole number from 1 to 10000`.
    let description: String
    let read: @Sendable (SourceNode) throws(ValueError) -> Value
    let text: @Sendable (Value) -> String
    let write: @Sendable (Value, inout JSONWriter) -> Void

    /// The value with its ways of being written.
    func settingValue(_ value: Value) -> SettingValue {
        let write = write
        return SettingValue(value: value, text: text(value)) { write(value, &$0) }
    }
}
