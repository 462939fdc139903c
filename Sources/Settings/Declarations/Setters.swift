/// Who may set a setting. What protects the accounting and the people on the boards is not for each user to change.
package struct Setters: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Who may write `<root>/config/policy.json`.
    static let site = Setters(rawValue: 1)
    /// Each user, in `~/.slurm_scoreboard/config.yaml`.
    static let user = Setters(rawValue: 2)
    /// Who starts the program, by its environment and its flags: for cron lines and trials.
    static let caller = Setters(rawValue: 4)

    /// The site's alone, and the caller's who polls.
    static let policy: Setters = [.site, .caller]
    /// What concerns nobody but the one who sets it.
    static let personal: Setters = [.user, .caller]

    /// In words, for the reference.
    var inWords: String {
        switch (contains(.site), contains(.user)) {
        case (true, true): "site, user"
        case (true, false): "site"
        case (false, true): "user"
        case (false, false): "caller"
        }
    }
}
