import TerminalKit

/// What the clock alone decides of a frame. Two models that differ in nothing but the time have the same frame when their
/// faces are equal, so that the second one need not be drawn: nothing else happens most seconds.
package struct ClockFace: Hashable, Sendable {
    /// The age of the data in the top line, as it is written.
    private let age: String
    private let ageRole: Role

    /// Nil where more may change with the time: in a pane that shows times, below most overlays, while data is missing.
    package init?(_ model: Model) {
        let scene = model.scene
        guard !model.pane.showsTimes, scene.overlay == nil, scene.prompt == nil, scene.departure == nil,
            scene.motion.waitMilliseconds == nil, scene.loadState == .loaded
        else { return nil }
        let age = DataAge(scene)
        self.age = age.updated
        ageRole = age.role
    }
}
