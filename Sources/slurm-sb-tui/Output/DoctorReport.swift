import Poller
import Sacct
import Storage

/// What the doctor found and did, for people and for programs.
struct DoctorReport {
    let root: DataRoot
    var actions: [RepairAction] = []
    var findings: [Finding] = []

    init(root: DataRoot) {
        self.root = root
    }

    private var worst: Finding.Severity { findings.map(\.severity).max() ?? .fine }

    /// Nil when nothing is wrong.
    var exitCode: Int32? {
        switch worst {
        case .fine: nil
        case .warning: 1
        case .damage: 4
        }
    }

    /// A finding a paragraph: how bad, where, what, and what to do.
    var text: String {
        var text = ""
        for action in actions {
            text += line([action.kind.rawValue + ":", action.path, action.message])
        }
        for finding in findings {
            let place = finding.cluster.map { "\($0) " } ?? ""
            text += line(["\(finding.severity.rawValue):", "\(place)\(finding.subject.rawValue):", finding.message])
            if let path = finding.path { text += line(["   ", path]) }
            if let remedy = finding.remedy { text += line(["    →", remedy]) }
        }
        let counts = Finding.Severity.allCases.reversed().map { severity in
            "\(findings.count { $0.severity == severity }) \(severity.rawValue)"
        }
        return text + (worst == .fine ? "nothing is wrong in \(root.path.escapedForTerminal)\n" : "")
            + counts.joined(separator: ", ") + "\n"
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("root", root.path)
            writer.member("worst", worst.rawValue)
            writer.key("actions")
            writer.array(actions) { writer, action in
                writer.newline()
                writer.object { writer in
                    writer.member("action", action.kind.rawValue)
                    writer.member("path", action.path)
                    writer.member("message", action.message)
                }
            }
            writer.key("findings")
            writer.array(findings) { writer, finding in
                writer.newline()
                writer.object { writer in
                    writer.member("severity", finding.severity.rawValue)
                    writer.member("subject", finding.subject.rawValue)
                    writer.member("cluster", finding.cluster?.text)
                    writer.member("path", finding.path)
                    writer.member("message", finding.message)
                    writer.member("remedy", finding.remedy)
                }
            }
        }
        writer.lastNewline()
        return writer.bytes
    }

    private func line(_ words: [String?]) -> String {
        words.compactMap { $0?.escapedForTerminal }.joined(separator: " ") + "\n"
    }
}
