package import Storage

/// All that was found about settings: the layers, the clusters, and what is wrong with them.
package struct ResolvedSettings: Sendable {
    /// The weakest first.
    let layers: [SettingsLayer]
    /// The clusters as `config/clusters.json` lists them.
    package let clusters: ClusterList
    /// In the order of the layers; nothing of what is wrong is in the settings.
    package let problems: [SettingsProblem]

    init(layers: [SettingsLayer], clusters: ClusterList = ClusterList(), clusterProblems: [SettingsProblem] = []) {
        self.layers = layers
        self.clusters = clusters
        problems = layers.flatMap(\.problems) + clusterProblems
    }

    /// The settings that are the same for all clusters.
    package var common: Settings { settings(for: nil) }

    /// The settings of one cluster: what is set for all of them, and over it, layer by layer, what is set for this one.
    package func settings(for cluster: ClusterName?) -> Settings { Settings(layers, for: cluster) }
}
