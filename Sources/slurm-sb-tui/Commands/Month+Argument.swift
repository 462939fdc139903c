import ArgumentParser
import Scoreboard

extension Month: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
