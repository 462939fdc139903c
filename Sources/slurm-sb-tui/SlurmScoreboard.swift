import ArgumentParser

@main
struct SlurmScoreboard: ParsableCommand {
}
