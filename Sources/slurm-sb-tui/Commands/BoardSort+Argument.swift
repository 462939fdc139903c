import ArgumentParser
import ScoreboardUI

extension BoardSort: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
