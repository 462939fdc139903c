import ArgumentParser
import TerminalKit

extension Theme: ExpressibleByArgument {
    package init?(argument: String) { self.init(named: argument) }

    package var defaultValueDescription: String { name }
}
