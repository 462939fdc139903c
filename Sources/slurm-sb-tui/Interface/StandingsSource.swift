import Glibc
import Scoreboard
import ScoreboardUI

/// Where the standings come from, and the reasons why not, in the interface's words.
struct StandingsSource: Sendable {
    let root: String
    let load: @Sendable () throws -> [ClusterStandings]

    func read() -> Result<[ClusterStandings], LoadProblem> {
        if access(root, F_OK) != 0, errno == ENOENT || errno == ENOTDIR { return .failure(.missingRoot) }
        if access(root, R_OK | X_OK) != 0, errno == EACCES { return .failure(.unreadableRoot) }
        do {
            return .success(try load())
        } catch let problem as LoadProblem {
            return .failure(problem)
        } catch {
            return .failure(.failed("\(error)"))
        }
    }
}
