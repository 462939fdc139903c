/// Text for manual pages: the macros of man(7) that are used here, and the escaping of everything else.
struct Roff {
    private(set) var text = ""
    private var isBehindHeading = false

    /// - Parameters:
    ///   - name: Of the page.
    ///   - source: The program with its version.
    init(page name: String, source: String) {
        text = ".\\\" Made by slurm-sb install from the program's own description.\n"
        line(".TH \"\(Roff.escaped(name.uppercased()))\" 1 \"\" \"\(Roff.escaped(source))\" \"Slurm Scoreboard\"")
        // No hyphenation, and no spaces put in to make lines end together: names of options stay whole.
        line(".nh")
        line(".ad l")
    }

    mutating func section(_ name: String) {
        line(".SH " + name)
        isBehindHeading = true
    }

    /// A paragraph; those of `words` are parted by empty lines.
    mutating func paragraphs(_ words: String) {
        for paragraph in Roff.paragraphs(of: words) {
            // A heading begins one already.
            if !isBehindHeading { line(".PP") }
            plain(paragraph)
        }
    }

    /// A term of a list, already marked up, with what it is.
    mutating func item(_ term: String, _ words: String) {
        line(".TP")
        line(term)
        if words.isEmpty { line("\\&") } else { plain(words) }
    }

    /// A line of text.
    mutating func plain(_ words: String) {
        for part in words.split(separator: "\n") {
            let escaped = Roff.escaped(String(part))
            // A dot or an apostrophe at the beginning would be a request.
            line(escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped)
        }
    }

    /// Text with markup.
    mutating func line(_ markup: String) {
        text += markup + "\n"
        isBehindHeading = false
    }

    static func bold(_ words: String) -> String { "\\fB\(escaped(words))\\fR" }

    static func italic(_ words: String) -> String { "\\fI\(escaped(words))\\fR" }

    static func paragraphs(of words: String) -> [String] {
        words.split(separator: "\n", omittingEmptySubsequences: false)
            .split(whereSeparator: \.isEmpty).map { $0.joined(separator: "\n") }
    }

    /// Every hyphen is a minus, so that options can be copied from the page; what is not ASCII is named by its number.
    static func escaped(_ words: String) -> String {
        words.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\\": "\\e"
            case "-": "\\-"
            case "\"": "\\(dq"
            case "^": "\\(ha"
            case "~": "\\(ti"
            case "`": "\\(ga"
            case "'": "\\(aq"
            case " "..."~", "\n": String(scalar)
            default: scalar.value < 0x80 ? " " : "\\[u\(hexadecimal(scalar.value))]"
            }
        }.joined()
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
