import CNcurses
import Glibc

/// The locale, as far as drawing needs it.
enum TerminalLocale {
    /// Takes the person's locale; where it is not installed, `C.UTF-8` if its name asks for UTF-8.
    static func adopt() {
        guard setlocale(LC_ALL, "") == nil else { return }
        let variables: [String] = ["LC_ALL", "LC_CTYPE", "LANG"]
        let name = variables.lazy.compactMap { variable -> String? in
            getenv(variable).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        }.first
        if let name, name.lowercased().hasSuffix("utf-8") || name.lowercased().hasSuffix("utf8") {
            setlocale(LC_CTYPE, "C.UTF-8")
        }
    }

    static var isUTF8: Bool { cn_codeset_is_utf8() }
}
