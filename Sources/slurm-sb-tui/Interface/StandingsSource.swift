import Glibc
import Scoreboard
import ScoreboardUI
import Storage

/// Where the standings come from, and the reasons why not, in the interface's words.
struct StandingsSource: Sendable {
    /// What a look at the files came to.
    enum Reading: Sendable {
        case changed([ClusterStandings])
        /// They are as they were at the last look, and were not read.
        case unchanged
    }

    private let file: StandingsFile

    init(_ file: StandingsFile) {
        self.file = file
    }

    /// Reads the standings when there are others than at the last reading; else one look at the file is all.
    func read() -> Result<Reading, LoadProblem> {
        file.isUnchanged() ? .success(.unchanged) : readAll().map { .changed($0) }
    }

    /// Reads the standings.
    func readAll() -> Result<[ClusterStandings], LoadProblem> {
        let root = file.root.path
        if access(root, F_OK) != 0, errno == ENOENT || errno == ENOTDIR { return .failure(.missingRoot) }
        if access(root, R_OK | X_OK) != 0, errno == EACCES { return .failure(.unreadableRoot) }
        do {
            return .success(try file.load())
        } catch let problem as LoadProblem {
            return .failure(problem)
        } catch {
            return .failure(.failed("\(error)"))
        }
    }
}
