import CNcurses
import Glibc

/// The locale, as far as drawing needs it.
package enum TerminalLocale {
    /// Takes the person's locale; where it is not installed, `C.UTF-8` if its name asks for UTF-8.
    package static func adopt() {
        if setlocale(LC_ALL, "") == nil {
            let variables: [String] = ["LC_ALL", "LC_CTYPE", "LANG"]
            let name = variables.lazy.compactMap { variable -> String? in
                getenv(variable).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
            }.first
            if let name, name.lowercased().hasSuffix("utf-8") || name.lowercased().hasSuffix("utf8") {
                setlocale(LC_CTYPE, "C.UTF-8")
            }
        }
        // Other characters are not drawn anyway, and for them a static executable would load the modules of another C
        // library.
        if !isUTF8 { setlocale(LC_CTYPE, "C") }
    }

    /// Whether the characters of the present locale are UTF-8.
    package static var isUTF8: Bool { cn_codeset_is_utf8() }
}
