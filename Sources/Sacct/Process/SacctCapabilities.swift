/// What a release of sacct can do.
package struct SacctCapabilities: Equatable, Sendable {
    /// Nil when it does not say.
    package var version: SlurmVersion?
    /// The fields that it does not have.
    package var lackingFields: Set<SacctField>

    package init(version: SlurmVersion?, lackingFields: Set<SacctField> = []) {
        self.version = version
        self.lackingFields = lackingFields
    }
}
