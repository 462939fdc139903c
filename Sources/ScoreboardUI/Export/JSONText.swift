/// A document as JSON, a row a line: `{"schema_version":1,…facts…,"rows":[…]}`, each table under its name. The rows of a
/// board have the keys of the boards' own files: `rank`, `user`, `value`, and every metric. What nobody knows is `null`.
enum JSONText {
    static let schemaVersion = 1

    static func encode(_ document: ExportDocument) -> String {
        var members = ["\"schema_version\": \(schemaVersion)"]
        members += document.facts.map { "\(string($0.key)): \(value($0.value))" }
        if document.tables.isEmpty {
            members.append("\"lines\": " + array(document.lines.map(string)))
        }
        for table in document.tables {
            let rows = fields(ofRows: table).map { "{" + $0.joined(separator: ", ") + "}" }
            members.append("\(string(table.name)): " + array(rows))
        }
        return "{" + members.joined(separator: ",\n") + "}\n"
    }

    /// An object a row and line, each with the facts that are true of all of them (https://github.com/ndjson/ndjson-spec).
    static func encodeLines(_ document: ExportDocument) -> String {
        let facts = document.facts.map { "\(string($0.key)): \(value($0.value))" }
        return document.tables.flatMap(fields(ofRows:))
            .map { "{" + (facts + $0).joined(separator: ", ") + "}\n" }.joined()
    }

    private static func fields(ofRows table: ExportTable) -> [[String]] {
        let chosen: [(key: String, index: Int)] = table.columns.enumerated().compactMap { index, column in
            column.key.map { (string($0), index) }
        }
        return table.rows.map { row in chosen.map { "\($0.key): \(value(row[$0.index].value))" } }
    }

    private static func array(_ values: [String]) -> String {
        values.isEmpty ? "[]" : "[\n" + values.joined(separator: ",\n") + "\n]"
    }

    private static func value(_ value: ExportValue) -> String {
        switch value {
        case .none: "null"
        case .number(let number): ExportValue.digits(number) ?? "null"
        case .text(let text): string(text)
        }
    }

    /// In quotes. What a terminal would obey is escaped too, for whoever looks at the file with `cat`.
    static func string(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: quoted += "\\\""
            case 0x5C: quoted += "\\\\"
            case 0x0A: quoted += "\\n"
            case 0x09: quoted += "\\t"
            case 0..<0x20, 0x7F..<0xA0:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
