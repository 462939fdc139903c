import ScoreboardUI

/// Answers questions one after the other, away from the screen's thread.
///
/// Reading every file may take minutes. What is slow has a lane of its own, so that it keeps no more than one thread from
/// what is quick.
actor QuestionLane {
    private let ask: @Sendable (Question) -> Answer

    init(_ ask: @escaping @Sendable (Question) -> Answer) {
        self.ask = ask
    }

    func answer(_ question: Question) -> Answer { ask(question) }
}
