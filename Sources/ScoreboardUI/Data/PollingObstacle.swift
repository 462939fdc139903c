/// Why a cluster cannot be polled from here.
package enum PollingObstacle: Hashable, Sendable {
    /// The data is made up.
    case madeUpData
    /// There is no sacct on this machine.
    case noSacct
    /// This may not be written.
    case notWritable(path: String)
    /// The accounting that this machine asks knows other clusters.
    case unknownCluster(known: [String])
    /// A setting is wrong, in words: what writes must not guess.
    case wrongSetting(String)

    /// What is so, and what to do.
    package var words: String {
        switch self {
        case .madeUpData:
            "This data is made up, and nothing real is polled into it. Start without --demo to poll."
        case .noSacct:
            "There is no sacct on the PATH of this machine. Start this program on a login node of the cluster, or load "
                + "Slurm's module first."
        case .notWritable(let path):
            "You may read the data root, not write it: \(path). Its owner can let your group write (chmod -R g+rwX), or "
                + "name a root of your own with --root."
        case .unknownCluster(let known):
            "The accounting that this machine asks does not know it. It knows "
                + (known.isEmpty ? "none" : known.joined(separator: ", ")) + ": poll it on one of its own login nodes."
        case .wrongSetting(let problem):
            "\(problem). Mend that and start again: nothing is polled by settings that are not all understood."
        }
    }
}
