/// How a board is written for other programs.
package enum PipelineFormat: String, CaseIterable, Sendable {
    case csv, json, ndjson, markdown, prometheus

    /// The document in this format, as UTF-8 text that ends with a newline.
    package func encode(_ document: ExportDocument) -> String {
        switch self {
        case .csv: CSVText.encode(document)
        case .json: JSONText.encode(document)
        case .ndjson: JSONText.encodeLines(document)
        case .markdown: MarkdownText.encode(document)
        case .prometheus: PrometheusText.encode(document)
        }
    }
}

/// What the present pane shows, as it is exported.
package func exportedDocument(_ model: Model) -> ExportDocument { model.pane.export(model.scene) }
