/// What whoever runs the poller needs to know, beside the program.
enum PollingNotes {
    static func text(_ place: ProgramPlace) -> String {
        """
        # Running the poller

        One poller a cluster, as an ordinary user on a login node of that cluster, every ten minutes. Two on one cluster do
        no harm: the second ends at once.

        ## By cron

        See the file `crontab` beside this one. `slurm-sb install --root \(place.rootForShell) --cluster NAME` prints the
        line for a cluster, with a minute that follows from its name.

        ## By systemd, as a user

        ```sh
        mkdir -p ~/.config/systemd/user
        ln -s \("\(place.root)/share/slurm-sb/systemd/".quotedForShell)slurm-sb-poll@.* ~/.config/systemd/user/
        systemctl --user daemon-reload
        systemctl --user enable --now slurm-sb-poll@CLUSTER.timer
        loginctl enable-linger              # so that it goes on when you are logged out
        systemctl --user list-timers
        journalctl --user -u slurm-sb-poll@CLUSTER
        ```

        ## Exit codes, for monitoring

        | Code | Of `--poll … --once` | What to do |
        | --- | --- | --- |
        | 0 | a round was done | nothing |
        | 1 | it failed: Slurm does not answer, the disk is full, no permission | read the message; it is tried again at the next round |
        | 2 | wrong usage or a wrong setting | `slurm-sb config --check` |
        | 3 | another poller holds the lock | nothing, unless it says so for hours: `slurm-sb doctor` |
        | 4 | damaged data was found; it is moved aside and read again | `slurm-sb doctor` |

        `slurm-sb doctor --json` is for a check once an hour: 0 nothing is wrong, 1 warnings (among them: no poll for too
        long), 4 damage. `slurm-sb export --format prometheus` prints the boards, with the time at which they were made, for
        the text-file collector.

        ## The log

        `clusters/CLUSTER/log/poll.jsonl`, JSON lines. The poller rotates it by itself at 5 MB and keeps three old files
        (`poll.jsonl.1` to `.3`): at most 20 MB a cluster. Nothing is left for `logrotate`, and nothing needs to be told when
        somebody moves the file away.

        ## Group and umask

        Everybody who polls is in the group of \(place.rootForShell), and nobody else writes there. Directories are 2775:
        what is made in them is the group's, whatever the group of the user who makes it. Files are 0664 whatever the umask;
        private ones (who opted out, whose a job was) are 0660. `bin` and `share` are their owner's alone, since everybody
        runs what stands there. `slurm-sb doctor` tells when a mode is wrong, with the command that puts it right. To give the
        directory to another group, its owner runs `slurm-sb install --root \(place.rootForShell) --group NAME`, and for
        what the pollers made already `chgrp -R NAME` on `clusters` and `leaderboards`.

        On a file system with quotas for groups, the quota of the directory's group counts.

        ## Another version

        `slurm-sb install` (or `bin/install` of the sources) with the same root replaces the program in one step. Pollers
        and interfaces that run keep the old one until they end. `slurm-sb install --uninstall` takes away what install put
        there, and leaves the data and the files in `config` that were edited.

        """
    }
}
