/// What install says about what it did, and what to do next.
enum InstallReport {
    static func outcome(root: String, before: InstallRecord?, changes: [InstallChange]) -> String {
        let version = ProgramVersion.text
        guard let before else { return "Installed \(version) in \(root)." }
        if before.version == version {
            if changes.isEmpty { return "Nothing to do: \(root) is as \(version) installs it." }
            return changes.contains { $0.path == InstallPlan.program }
                ? "Replaced \(version) in \(root) by another build of it."
                : "Put \(root) right, as \(version) installs it."
        }
        let warning =
            precedes(version, before.version)
            ? " That is the older one: what the newer one wrote in another way it cannot read; see doctor." : ""
        return "Replaced \(before.version) by \(version) in \(root).\(warning)"
    }

    /// The lines for whoever polls, and for users.
    static func whatNow(_ place: ProgramPlace, cluster: String?) -> [String] {
        var lines = [
            "", "For everybody here, once or in the start file of their shell:", "  \(place.pathLine)",
            "  slurm-sb-tui", "",
        ]
        if let cluster {
            lines += ["To poll \(cluster), in your crontab on one login node of it (crontab -e):"]
            lines += ["  \(CronLine.line(place, cluster: cluster))"]
        } else {
            lines += ["To poll a cluster, run this again there or with --cluster: it prints the line for the crontab."]
        }
        lines += [
            "",
            "In \(place.root)/share/slurm-sb: polling.md (systemd, exit codes, log, group), crontab, and help-page.md,",
            "a text for your users.",
        ]
        return lines
    }

    /// Whether a version is older than another: number by number.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        func numbers(_ version: String) -> [Int] { version.split(separator: ".").map { Int($0) ?? 0 } }
        return numbers(left).lexicographicallyPrecedes(numbers(right))
    }
}
