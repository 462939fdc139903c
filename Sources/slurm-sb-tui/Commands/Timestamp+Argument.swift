import ArgumentParser
import Scoreboard

extension Timestamp: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
