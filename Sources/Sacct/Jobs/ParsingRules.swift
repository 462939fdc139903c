/// What a site or a Slurm release decides about the meaning of rows.
package struct ParsingRules: Equatable, Sendable {
    package var bareRequestedMemory: BareRequestedMemory
    /// The Slurm that printed the rows; nil when it is not known.
    package var version: SlurmVersion?
    package var gpuAliases: GPUAliases

    package init(
        bareRequestedMemory: BareRequestedMemory = .auto, version: SlurmVersion? = nil,
        gpuAliases: GPUAliases = GPUAliases()
    ) {
        self.bareRequestedMemory = bareRequestedMemory
        self.version = version
        self.gpuAliases = gpuAliases
    }
}
