import ArgumentParser
import Scoreboard

extension Window: ExpressibleByArgument {}
