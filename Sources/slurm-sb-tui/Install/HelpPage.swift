/// A text for the site's own documentation: what the board is, and the one line that it takes.
enum HelpPage {
    static func text(_ place: ProgramPlace) -> String {
        """
        # The scoreboard of our clusters

        Who used how many core-hours and GPU-hours on which cluster, with ranks, levels and the last twelve months of
        everybody, in the terminal. It reads totals per user that are gathered from Slurm's accounting: no job names, no
        commands, no paths, no accounts.

        ## See it

        On a login node, once, or in `~/.bashrc` (bash) or `~/.zshrc` (zsh) to keep it:

            \(place.pathLine)

        and then

            slurm-sb-tui

        In tcsh the line is `set path = (\(place.directoryForShell) $path)`, in fish
        `fish_add_path \(place.directoryForShell)`. There is nothing to install and nothing to set up.

        `?` shows the keys and `q` leaves. `slurm-sb-tui --user NAME` begins with one player, `--me` with yourself,
        `--plain` prints lines for pipes and screen readers. `slurm-sb export --help` tells how to get the numbers as CSV
        or JSON. `man slurm-sb-tui` has the rest.

        Completion of commands and options: zsh needs `fpath=(\(place.shareForShell)/zsh/site-functions $fpath)` before
        `compinit`; in bash `. \(place.shareForShell)/bash-completion/completions/slurm-sb-tui`; in fish
        `source \(place.shareForShell)/fish/vendor_completions.d/slurm-sb-tui.fish`.

        ## Not be on it

        Make an empty file in your home, and let others pass through the home:

            touch ~/.slurm_scoreboard_optout && chmod a+x ~

        From the next poll on your name and numbers are in no board and no file that others read. They come back when the
        file is gone.

        """
    }
}

extension ProgramPlace {
    /// Where completions are, for a POSIX shell.
    fileprivate var shareForShell: String { "\(root)/share".quotedForShell }
}
