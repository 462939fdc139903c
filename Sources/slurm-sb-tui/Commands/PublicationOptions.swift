import ArgumentParser
import Poller
import Storage

/// Who is shown: of every command that makes boards.
struct PublicationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Whoever has fewer ended jobs is not shown; 1 shows all (default: $SLURM_SB_MIN_JOBS, else "
                + "\(PublicationRules.defaultMinimumJobs)).", valueName: "jobs"))
    var minJobs: Int?

    @Option(
        help: ArgumentHelp(
            "Where the homes are in which \(OptOuts.homeFileName) may stand (default: $SLURM_SB_HOME_ROOT, else "
                + "\(PublicationRules.defaultHomeRoot)).", valueName: "directory"))
    var homeRoot: String?

    static let range = 1...1_000_000_000

    var rules: PublicationRules {
        PublicationRules(
            minimumJobs: minJobs ?? environment("SLURM_SB_MIN_JOBS").flatMap { Int($0) }
                ?? PublicationRules.defaultMinimumJobs,
            homeRoot: homeRoot ?? environment("SLURM_SB_HOME_ROOT") ?? PublicationRules.defaultHomeRoot)
    }

    func validate() throws {
        if let minJobs, !PublicationOptions.range.contains(minJobs) {
            throw ValidationError("--min-jobs must be 1 to \(PublicationOptions.range.upperBound)")
        }
        if let text = environment("SLURM_SB_MIN_JOBS"), !(Int(text).map(PublicationOptions.range.contains) ?? false) {
            throw ValidationError(
                "SLURM_SB_MIN_JOBS is '\(text)', which is no number from 1 to \(PublicationOptions.range.upperBound)")
        }
    }
}
