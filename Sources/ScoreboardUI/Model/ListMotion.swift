/// How movement actions move in a list.
enum ListMotion {
    /// The index after an action: within 0 ..< count, 0 when the list is empty; unchanged by other actions.
    static func moved(_ index: Int, _ action: Action, count: Int, page: Int) -> Int {
        let page = max(1, page)
        let target =
            switch action {
            case .moveUp: index - 1
            case .moveDown: index + 1
            case .pageUp: index - page
            case .pageDown: index + page
            case .halfPageUp: index - max(1, page / 2)
            case .halfPageDown: index + max(1, page / 2)
            case .moveToFirst: 0
            case .moveToLast: count - 1
            default: index
            }
        return max(0, min(count - 1, target))
    }

    /// Whether the action moves in a list.
    static func handles(_ action: Action) -> Bool {
        switch action {
        case .moveUp, .moveDown, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .moveToFirst, .moveToLast: true
        default: false
        }
    }
}
