import Poller
import Scoreboard
import ScoreboardUI
import Settings
import Storage
import Synchronization

/// Keeps what the interface remembers, in the user's home.
final class ViewMemory: Sendable {
    /// Why there is nowhere to keep it.
    private struct NoHome: Error, CustomStringConvertible {
        let description = "HOME is not set; set it to your home directory"
    }

    /// Nil without a home.
    private let file: Mutex<RememberedFile?>
    /// The newest view that is not written yet; what was to be written before it is of no use any more.
    private let waiting = Mutex<RememberedView?>(nil)
    private let clock: SystemClock

    init(home: String?, clock: SystemClock) {
        self.clock = clock
        file = Mutex(
            home.map {
                RememberedFile(
                    home: $0, files: PosixFileSystem(isPersonal: true), textKeys: RememberedView.textKeys,
                    listKeys: RememberedView.listKeys)
            })
    }

    /// What the last run remembered, and what is wrong with the file.
    func read() -> (view: RememberedView, problems: [SettingsProblem]) {
        file.withLock { file in
            guard var opened = file else { return (RememberedView(), []) }
            defer { file = opened }
            let (words, read) = opened.read()
            var problems = read
            let (view, wrong) = RememberedView.reading(texts: words.texts, lists: words.lists)
            for (key, message) in wrong { problems.append(opened.problem(with: key, message)) }
            return (view, problems)
        }
    }

    /// Takes what is to be written.
    func keep(_ view: RememberedView) { waiting.withLock { $0 = view } }

    /// Writes what waits, after whatever another thread is writing.
    func write() throws {
        try file.withLock { file in
            guard let view = waiting.withLock({ waiting in waiting.take() }) else { return }
            guard var opened = file else { throw NoHome() }
            defer { file = opened }
            try opened.write(RememberedWords(texts: view.texts, lists: view.lists), at: clock.now())
        }
    }
}
