/// How an exported view is written.
package enum ExportFormat: String, CaseIterable, Hashable, Sendable {
    case csv, json, text, markdown

    /// Of its files, without the dot.
    package var fileExtension: String {
        switch self {
        case .csv: "csv"
        case .json: "json"
        case .text: "txt"
        case .markdown: "md"
        }
    }

    var title: String {
        switch self {
        case .csv: "CSV"
        case .json: "JSON"
        case .text: "Text"
        case .markdown: "Markdown"
        }
    }

    var detail: String {
        switch self {
        case .csv: "every column in raw numbers, for spreadsheets"
        case .json: "the same, for jq and scripts"
        case .text: "aligned, as people read it"
        case .markdown: "a table for issues and wikis"
        }
    }
}
