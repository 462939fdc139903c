/// Where a value comes from, the weakest first.
package enum SettingOrigin: Hashable, Sendable {
    /// The declaration.
    case builtIn
    /// Where the program is installed.
    case installation(program: String)
    case file(path: String, line: Int?)
    /// The name of the variable.
    case environment(String)
    /// With its dashes.
    case flag(String)
}

extension SettingOrigin: CustomStringConvertible {
    package var description: String {
        switch self {
        case .builtIn: "default"
        case .installation(let program): "the place of \(program)"
        case .file(let path, let line): path + (line.map { ":\($0)" } ?? "")
        case .environment(let name): "$\(name)"
        case .flag(let name): name
        }
    }
}
