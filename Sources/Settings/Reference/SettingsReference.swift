/// The settings as a table for the README, made from the declarations.
package enum SettingsReference {
    /// Lines of Markdown: key, default, type with unit, who sets it, what it is for.
    package static var markdown: String {
        let header = ["| Key | Default | What it takes | Set by | What it is for |", "| --- | --- | --- | --- | --- |"]
        let rows = SettingTable.all.map { setting in
            let value = setting.initialValue.text
            let kind = setting.kindDescription + (setting.unit.isEmpty ? "" : " (\(setting.unit))")
            let setters = setting.setters.inWords + (setting.isPerCluster ? ", per cluster" : "")
            let cells = [
                "`\(setting.key)`", value.isEmpty ? "" : "`\(value)`", kind, setters, setting.documentation,
            ]
            return "| " + cells.map { $0.isEmpty ? "–" : $0 }.joined(separator: " | ") + " |"
        }
        return (header + rows).joined(separator: "\n") + "\n"
    }
}
