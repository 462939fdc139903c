import Scoreboard
import TerminalKit

/// What the screen showed before an event, as far as movements begin from it.
struct MotionStart {
    private let model: Model
    private let mayChangeValues: Bool
    private let isLoad: Bool

    /// Nil when nothing may move, or when the event is no reason to.
    init?(_ event: Event, _ model: Model) {
        guard model.scene.motion.isOn else { return nil }
        switch event {
        case .loaded: (mayChangeValues, isLoad) = (true, true)
        case .answered: (mayChangeValues, isLoad) = (true, false)
        case .key, .mouse: (mayChangeValues, isLoad) = (false, false)
        default: return nil
        }
        self.model = model
    }

    private static func view(_ model: Model) -> [String] {
        let scene = model.scene
        return [type(of: model.pane).name, model.pane.view, scene.window.rawValue, scene.cluster ?? ""]
    }

    /// Begins the movements that lead from there to what the model shows now.
    func begin(in after: inout Model) {
        if mayChangeValues || MotionStart.view(model) != MotionStart.view(after) {
            let earlier = render(model).meters
            if render(after).meters != earlier { after.scene.motion.grow(from: earlier) }
        }
        let scene = after.scene
        // Another cluster's players are others, not better ones.
        guard isLoad, !model.scene.users.isEmpty, scene.cluster == model.scene.cluster else { return }
        let ups = LevelUp.all(from: model.scene.users, to: scene.users, scale: scene.options.scale)
        after.scene.motion.announce(Banner.all(of: ups, me: scene.options.me))
    }
}
