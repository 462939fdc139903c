extension Question {
    private static let noThread =
        "this machine gives the program no further thread; too many processes run, or the limit is low (ulimit -u)"

    /// What is answered where there is no thread to ask Slurm on: a pane must not wait for what never comes. Nil for what needs
    /// no thread of its own.
    package var unasked: Answer? {
        switch self {
        case .queue: .queue(.failed("squeue was not asked: \(Question.noThread)"))
        case .pollingSite: .pollingSite(PollingSite([], problem: Question.noThread))
        case .history, .health, .polling, .examination, .filters: nil
        }
    }
}
