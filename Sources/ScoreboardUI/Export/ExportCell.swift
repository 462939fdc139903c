package import TerminalKit

/// One field of an exported table: for programs, and for people.
package struct ExportCell: Hashable, Sendable {
    /// For programs.
    package var value: ExportValue
    /// For people.
    package var text: String
    /// What it means.
    package var role: Role

    package init(_ value: ExportValue, _ text: String, role: Role = .text) {
        self.value = value
        self.text = text
        self.role = role
    }

    /// A text that is the same for both.
    package init(_ text: String, role: Role = .text) {
        self.init(.text(text), text, role: role)
    }

    /// A number with what people read in its place.
    package init(_ number: Double, _ text: String, role: Role = .text) {
        self.init(.number(number), text, role: role)
    }

    /// A number that was counted.
    package init(count: Int64, role: Role = .text) {
        self.init(Double(count), ValueText.grouped(Double(count), decimals: 0), role: role)
    }

    /// Nobody knows it.
    package static let unknown = ExportCell(.none, "", role: .dim)
}
