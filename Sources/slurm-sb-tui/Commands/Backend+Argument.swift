import ArgumentParser

extension Backend: ExpressibleByArgument {
    init?(argument: String) {
        // The name by which people know such interfaces.
        self.init(rawValue: argument == "textual" ? "deluxe" : argument)
    }
}
