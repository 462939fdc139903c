import ArgumentParser
import Generator
import Storage

/// The clusters that rows are made of: how many, as in `5`, or their names, as in `hammer,anvil`.
struct ClusterSelection: ExpressibleByArgument {
    let profiles: [ClusterProfile]

    /// Clusters in one run of the generator, at most.
    static let maximumCount = 1000

    init?(argument: String) {
        if let count = Int(argument) {
            guard (1...ClusterSelection.maximumCount).contains(count) else { return nil }
            profiles = ClusterProfile.first(count)
            return
        }
        let words = argument.split(separator: ",", omittingEmptySubsequences: false)
        let names = words.compactMap { try? ClusterName(String($0)) }
        guard names.count == words.count, Set(names).count == names.count,
            names.count <= ClusterSelection.maximumCount
        else { return nil }
        profiles = names.map { ClusterProfile(name: $0.text) }
    }
}
