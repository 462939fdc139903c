import Testing

/// The built program against a real Slurm: all these tests share one rig, one after the other, for an outage of the
/// accounting is an outage for everyone.
@Suite(
    .serialized,
    .enabled(if: SlurmRig.obstacle == nil, "no real Slurm here: see the notice on standard error"),
    .rig)
struct RealSlurm {}

/// Brings the rig up before the first test of a suite and takes it down after the last.
struct RigTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let rig = try await SlurmRig.bringUp()
        do {
            try await SlurmRig.$current.withValue(rig, operation: function)
        } catch {
            await rig.takeDown()
            throw error
        }
        await rig.takeDown()
    }
}

extension Trait where Self == RigTrait {
    static var rig: Self { Self() }
}
