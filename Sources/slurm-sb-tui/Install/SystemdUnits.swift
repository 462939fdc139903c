/// A service and a timer of a user's systemd; the name of the cluster stands behind the `@`.
enum SystemdUnits {
    static func service(_ place: ProgramPlace) -> String {
        """
        # One round of polling: slurm-sb-poll@CLUSTER.service. How to begin: polling.md in the directory above.
        [Unit]
        Description=Slurm Scoreboard: one round of polling %i
        Documentation=man:slurm-sb-poll(1)

        [Service]
        Type=oneshot
        ExecStart=\(ProgramPlace.quotedForSystemd(place.program)) --poll --cluster %i --root \
        \(ProgramPlace.quotedForSystemd(place.root)) --once --quiet
        # Another poller holds the lock: no failure, the other one does the work.
        SuccessExitStatus=3
        UMask=0002
        Nice=10
        # The longest round: a piece of history that the accounting answers slowly.
        TimeoutStartSec=1h

        """
    }

    static var timer: String {
        """
        # When a cluster is polled: slurm-sb-poll@CLUSTER.timer
        [Unit]
        Description=Slurm Scoreboard: when %i is polled
        Documentation=man:slurm-sb-poll(1)

        [Timer]
        OnCalendar=*:0/\(CronLine.interval)
        # Each cluster gets a moment of its own, always the same where systemd is 247 or newer.
        RandomizedDelaySec=\(CronLine.interval - 1)m
        FixedRandomDelay=true
        AccuracySec=30s

        [Install]
        WantedBy=timers.target

        """
    }
}
