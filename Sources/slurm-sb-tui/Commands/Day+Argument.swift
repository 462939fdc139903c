import ArgumentParser
import Scoreboard

extension Day: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
