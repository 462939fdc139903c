import Glibc

/// The locale of the tests that draw. It belongs to the process, where other tests run beside these: it is set once. The
/// environment is never set: what `setenv` moves, another thread may be reading.
enum UTF8Locale {
    static func adopt() { _ = isAdopted }

    private static let isAdopted = setlocale(LC_CTYPE, "C.UTF-8") != nil
}
