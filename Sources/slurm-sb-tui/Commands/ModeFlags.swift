/// `--poll` and `--snapshot` as flags of the interface, for cron lines and CI.
enum ModeFlags {
    private static let commands = ["--poll": "poll", "--snapshot": "snapshot"]

    /// The arguments with such a flag turned into the command it stands for, wherever it stands before a `--`.
    static func asCommands(_ arguments: [String]) -> [String] {
        let options = arguments.prefix { $0 != "--" }
        guard let place = options.firstIndex(where: { commands[$0] != nil }), let command = commands[arguments[place]]
        else { return arguments }
        var rest = arguments
        rest.remove(at: place)
        return [command] + rest
    }
}
