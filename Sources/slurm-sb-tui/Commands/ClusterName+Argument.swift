import ArgumentParser
import Storage

extension ClusterName: ExpressibleByArgument {
    package init?(argument: String) {
        guard let name = try? ClusterName(argument) else { return nil }
        self = name
    }
}
