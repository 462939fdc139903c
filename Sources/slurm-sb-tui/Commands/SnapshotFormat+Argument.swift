import ArgumentParser

extension SnapshotFormat: ExpressibleByArgument {}
