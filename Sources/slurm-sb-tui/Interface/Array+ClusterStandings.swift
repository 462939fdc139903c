import Scoreboard

extension Array<ClusterStandings> {
    /// Why nothing can be shown of a cluster that was asked for, with what there is; nil when it is there, when all were asked
    /// for, and where there are none at all, which has words of its own.
    func whyNone(of cluster: String?) -> String? {
        guard let cluster, !isEmpty, !contains(where: { $0.cluster == cluster }) else { return nil }
        let names = (map(\.cluster) + ["ALL"]).joined(separator: ", ")
        return "there is no data of the cluster '\(cluster)' here: \(names)"
    }
}
