package import Storage
package import TerminalKit

/// Finds the themes that the site and the user wrote.
package struct ThemeReader {
    /// What was found.
    package struct Found: Sendable {
        /// The site's.
        package var site: Theme?
        /// The user's, which goes before the site's.
        package var user: Theme?
        package var problems: [SettingsProblem] = []

        package init() {}

        /// All that can be chosen: the program's, then those of files. Of two of one name the user's counts.
        package var all: [Theme] {
            let taken = user?.name
            return Theme.all + [site].compactMap { $0 }.filter { $0.name != taken } + [user].compactMap { $0 }
        }

        /// What is shown when nobody says anything else.
        package var standard: Theme { user ?? site ?? .dark }
    }

    private let files: any FileSystem

    package init(files: any FileSystem) {
        self.files = files
    }

    /// - Parameters:
    ///   - site: The site's file; nil where the site has no word.
    ///   - user: The user's file; nil without a home.
    package func read(site: String?, user: String?) -> Found {
        var found = Found()
        found.site = theme(site, "the site's own", &found.problems)
        found.user = theme(user, "your own", &found.problems)
        return found
    }

    private func theme(_ path: String?, _ summary: String, _ problems: inout [SettingsProblem]) -> Theme? {
        guard let path else { return nil }
        switch SettingsReader.content(path, in: files) {
        case nil: return nil
        case .failure(let problem):
            problems.append(problem)
            return nil
        case .success(let bytes):
            let (theme, wrong) = ThemeFile.reading(bytes, path: path, summary: summary)
            problems += wrong
            return theme
        }
    }
}
