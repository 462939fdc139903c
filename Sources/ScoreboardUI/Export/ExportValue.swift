/// A value as it is exported to programs.
package enum ExportValue: Hashable, Sendable {
    case text(String)
    /// In the unit of its column, not rounded.
    case number(Double)
    /// Nobody knows it.
    case none

    /// A number as JSON and spreadsheets read it: whole ones without a point. Nil for what is no number.
    static func digits(_ number: Double) -> String? {
        guard number.isFinite else { return nil }
        return Int64(exactly: number).map(String.init) ?? number.description
    }
}
