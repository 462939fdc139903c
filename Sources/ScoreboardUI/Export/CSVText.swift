/// A document as comma-separated values (RFC 4180): a header, lines that end in CR LF, quotes where they are needed.
///
/// Several tables become one, whose first column says of which table a row is; a column that a table does not have is
/// empty there.
///
/// A text that a spreadsheet would take for a formula, since it begins with `=`, `+`, `-` or `@`, gets an apostrophe in
/// front, also in the header; numbers never do. Control characters are shown as their pictures (`␛`).
enum CSVText {
    static func encode(_ document: ExportDocument) -> String {
        var records: [[String]]
        switch document.tables.count {
        case 0: records = [["line"]] + document.lines.map { [field(.text($0))] }
        case 1: records = [keys(document.tables[0]).map { field(.text($0)) }] + rows(document.tables[0])
        default: records = union(document.tables)
        }
        // A record of one empty field is an empty line, which readers pass over: quotes make it seen.
        for index in records.indices where records[index] == [""] { records[index] = ["\"\""] }
        return records.map { $0.joined(separator: ",") + "\r\n" }.joined()
    }

    private static func keys(_ table: ExportTable) -> [String] { table.columns.compactMap(\.key) }

    private static func rows(_ table: ExportTable) -> [[String]] {
        let chosen = table.columns.indices.filter { table.columns[$0].key != nil }
        return table.rows.map { row in chosen.map { field(row[$0].value) } }
    }

    private static func union(_ tables: [ExportTable]) -> [[String]] {
        var all: [String] = []
        for key in tables.flatMap(keys) where !all.contains(key) { all.append(key) }
        let header = (["table"] + all).map { field(.text($0)) }
        return [header]
            + tables.flatMap { table -> [[String]] in
                let places = keys(table).map { all.firstIndex(of: $0) ?? 0 }
                return rows(table).map { row in
                    var record = Array(repeating: "", count: all.count)
                    for (place, field) in zip(places, row) { record[place] = field }
                    return [field(.text(table.name))] + record
                }
            }
    }

    static func field(_ value: ExportValue) -> String {
        switch value {
        case .none: return ""
        case .number(let number): return ExportValue.digits(number) ?? ""
        case .text(let text):
            let isFormula = text.unicodeScalars.first.map { "=+-@".unicodeScalars.contains($0) } ?? false
            let safe = (isFormula ? "'" : "") + text.withControlPictures
            guard safe.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" }) || safe != safe.trimmed else {
                return safe
            }
            return "\"" + safe.unicodeScalars.map { $0 == "\"" ? "\"\"" : String(Character($0)) }.joined() + "\""
        }
    }
}

extension String {
    /// Without the control characters, in whose place their pictures stand. No line is broken by it.
    fileprivate var withControlPictures: String {
        guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return self }
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0..<0x20: scalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "�")
            case 0x7F: scalars.append("␡")
            case 0x80..<0xA0: scalars.append("�")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// Without spaces at its ends.
    fileprivate var trimmed: Substring {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
