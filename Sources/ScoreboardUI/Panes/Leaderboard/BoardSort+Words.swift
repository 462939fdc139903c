extension BoardSort {
    /// What comes first.
    var words: String {
        switch column {
        case .name: isDescending ? "from Z to A" : "from A to Z"
        case .rank: isDescending ? "from the last" : "from the first"
        default: isDescending ? "largest first" : "smallest first"
        }
    }
}
