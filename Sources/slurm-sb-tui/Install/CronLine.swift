import Storage

/// The line of a `crontab` that polls a cluster.
enum CronLine {
    /// Minutes between two rounds.
    static let interval = 10

    /// The minute of each ten in which a cluster is polled: from its name, so that the clusters of a site are spread and
    /// each keeps its own.
    static func minute(of cluster: String) -> Int {
        Int(Checksum.crc32c(Array(cluster.utf8))) % interval
    }

    /// - Parameter cluster: Its name, which needs no quoting.
    static func line(_ place: ProgramPlace, cluster: String) -> String {
        "\(minute(of: cluster))-59/\(interval) * * * * \(command(place, cluster: cluster))"
    }

    /// What the sample file in `share/slurm-sb` holds.
    static func sample(_ place: ProgramPlace) -> String {
        """
        # Polling by cron: one line a cluster, in the crontab (crontab -e) of one user on one login node of that cluster.
        # Write its name, as sacctmgr says it, for CLUSTER, and another minute (0 to 9) for each cluster;
        # 'slurm-sb install --root \(place.rootForShell) --cluster NAME' prints the line with both.
        #
        # A round that finds another at work ends at once with exit code 3. With --quiet only what is wrong is printed,
        # which cron sends to MAILTO.
        #
        # MAILTO=you@example.org
        # 7-59/10 * * * * \(command(place, cluster: "CLUSTER"))

        """
    }

    private static func command(_ place: ProgramPlace, cluster: String) -> String {
        // To cron a bare % is the end of the line.
        "\(place.programForShell) --poll --cluster \(cluster) --root \(place.rootForShell) --once --quiet"
            .split(separator: "%", omittingEmptySubsequences: false).joined(separator: "\\%")
    }
}
