import Foundation

/// A shared directory of one test, and what is written in it.
final class Root {
    let directory = TemporaryDirectory()
    /// Below the temporary directory, so that tests can see whether it is made.
    var path: String { directory.file("root") }

    static let now = "2026-11-23T12:00:00Z"

    /// `ingest` of rows into a cluster.
    @discardableResult
    func ingest(
        _ cluster: String, _ files: [String], slurm: String = "22.05", more: [String] = [],
        environment: [String: String] = [:], input: Data? = nil
    ) throws -> Binary.Outcome {
        try Binary.run(
            ["ingest", "--root", path, "--cluster", cluster, "--slurm", slurm, "--now", Root.now] + more + files,
            environment: environment, input: input)
    }

    /// The daily rollups of a cluster.
    func daily(_ cluster: String) throws -> FigureTable {
        struct File: Decodable {
            struct Entry: Decodable {
                var day: String
                var users: [[Cell]]
            }
            var columns: [String]
            var days: [Entry]
        }
        var table: FigureTable = [:]
        for name in directory.files(below: "root/clusters/\(cluster)/agg/rollups/daily") where !name.contains(".bad") {
            let data = try directory.data("root/clusters/\(cluster)/agg/rollups/daily/\(name)")
            let file = try JSONDecoder().decode(File.self, from: data)
            for day in file.days {
                for line in day.users {
                    let cells = Dictionary(uniqueKeysWithValues: zip(file.columns, line))
                    table[day.day, default: [:]][try cells["username", default: .other].text()] = try Figures {
                        try cells[$0, default: .other].number()
                    }
                }
            }
        }
        return table
    }

    /// The monthly rollups of a cluster.
    func monthly(_ cluster: String) throws -> FigureTable {
        struct File: Decodable {
            var month: String
            var users: [[String: Cell]]
        }
        var table: FigureTable = [:]
        for name in directory.files(below: "root/clusters/\(cluster)/agg/rollups/monthly") where !name.contains(".bad")
        {
            let data = try directory.data("root/clusters/\(cluster)/agg/rollups/monthly/\(name)")
            let file = try JSONDecoder().decode(File.self, from: data)
            for user in file.users {
                table[file.month, default: [:]][try user["username", default: .other].text()] = try Figures {
                    try user[$0, default: .other].number()
                }
            }
        }
        return table
    }

    /// Every file with its content, the values that tell when and not what taken out.
    func contents(below: String = "") -> [String: Data] {
        let start = "root" + (below.isEmpty ? "" : "/\(below)")
        var contents: [String: Data] = [:]
        for name in directory.files(below: start) {
            guard let data = try? directory.data("\(start)/\(name)") else { continue }
            contents[name] = name.hasSuffix(".json") ? Root.withoutTimes(data) : data
        }
        return contents
    }

    /// The rollups and seen jobs of a cluster: what must not depend on how its rows came.
    func counted(_ cluster: String) -> [String: Data] {
        let rollups = contents(below: "clusters/\(cluster)/agg/rollups")
        let seen = contents(below: "clusters/\(cluster)/state/seen")
        return rollups.merging(seen) { $1 }
    }

    private static func withoutTimes(_ data: Data) -> Data {
        let text = String(decoding: data, as: UTF8.self)
        return Data(
            text.replacingOccurrences(of: #""(asof|checksum)": ?"[^"]*""#, with: "", options: .regularExpression).utf8)
    }
}

/// A value of a rollup.
enum Cell: Decodable {
    case number(Decimal)
    case text(String)
    case other

    struct Wrong: Error {
        var cell: Cell
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Decimal.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .other
        }
    }

    func number() throws -> Decimal {
        guard case .number(let number) = self else { throw Wrong(cell: self) }
        return number
    }

    func text() throws -> String {
        guard case .text(let text) = self else { throw Wrong(cell: self) }
        return text
    }
}
