import ArgumentParser

/// Completions of commands and options for the shells, by both names of the program, where the shells look for them
/// below a prefix's `share`.
enum CompletionScripts {
    static var all: [(path: String, text: String)] {
        let names = ["slurm-sb-tui", "slurm-sb"]
        return names.flatMap { name in
            [
                ("bash-completion/completions/\(name)", script(.bash, name)),
                ("zsh/site-functions/_\(name)", script(.zsh, name)),
                ("fish/vendor_completions.d/\(name).fish", script(.fish, name)),
            ]
        }
    }

    /// The parser's script is one for the program's own name, which is also a part of the names of its functions.
    private static func script(_ shell: CompletionShell, _ name: String) -> String {
        let script = ProgramOutline.completionScript(for: shell)
        let own = SlurmScoreboard.configuration.commandName ?? name
        let text = script.replacing(own, with: name)
        return text.hasSuffix("\n") ? text : text + "\n"
    }
}
