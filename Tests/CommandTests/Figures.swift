import Foundation

/// What a user has on a day or in a month, in whole units: seconds and bytes, as the fixtures give it.
struct Figures: Equatable, Codable {
    var jobs = 0
    var gpu_jobs = 0
    var failed_jobs = 0
    var elapsed_seconds = 0
    var core_seconds = 0
    var gpu_elapsed_seconds = 0
    var gpu_seconds = 0
    var req_mem_bytes = 0
    var avg_mem_bytes = 0
    var max_mem_bytes = 0

    static func + (left: Figures, right: Figures) -> Figures {
        var sum = left
        for (path, _) in columns { sum[keyPath: path.keyPath] += right[keyPath: path.keyPath] }
        return sum
    }

    /// A figure and the column of the rollups that holds it.
    struct Column: @unchecked Sendable {
        var keyPath: WritableKeyPath<Figures, Int>
        /// A unit of the column in whole units.
        var factor: Decimal
        var name: String
    }

    static let columns: [(path: Column, name: String)] = [
        Column(keyPath: \.jobs, factor: 1, name: "jobs"),
        Column(keyPath: \.gpu_jobs, factor: 1, name: "gpu_jobs"),
        Column(keyPath: \.failed_jobs, factor: 1, name: "failed_jobs"),
        Column(keyPath: \.elapsed_seconds, factor: 3600, name: "elapsed_hours"),
        Column(keyPath: \.core_seconds, factor: 3600, name: "clock_hours"),
        Column(keyPath: \.gpu_elapsed_seconds, factor: 3600, name: "gpu_elapsed_hours"),
        Column(keyPath: \.gpu_seconds, factor: 3600, name: "gpu_clock_hours"),
        Column(keyPath: \.req_mem_bytes, factor: 1_000_000, name: "sum_req_mem_mb"),
        Column(keyPath: \.avg_mem_bytes, factor: 1_000_000, name: "sum_avg_mem_mb"),
        Column(keyPath: \.max_mem_bytes, factor: 1_000_000, name: "sum_max_mem_mb"),
    ].map { ($0, $0.name) }

    /// From a lookup of columns by name. Megabytes must be whole bytes; hours are the nearest decimal of whole seconds.
    init(_ value: (String) throws -> Decimal) throws {
        self.init()
        for (column, name) in Figures.columns {
            var exact = try value(name) * column.factor
            var whole = Decimal()
            NSDecimalRound(&whole, &exact, 0, .plain)
            if column.factor != 3600, whole != exact { throw NotWhole(column: name, value: exact) }
            if abs(whole - exact) > Decimal(string: "0.01")! { throw NotWhole(column: name, value: exact) }
            self[keyPath: column.keyPath] = NSDecimalNumber(decimal: whole).intValue
        }
    }

    init() {}

    struct NotWhole: Error {
        var column: String
        var value: Decimal
    }
}

/// Figures by day or month, and user.
typealias FigureTable = [String: [String: Figures]]

extension FigureTable {
    /// The same by month, for a table by day.
    var byMonth: FigureTable {
        reduce(into: [:]) { months, day in
            months[String(day.key.prefix(7)), default: [:]].merge(day.value, uniquingKeysWith: +)
        }
    }
}

/// What the fixtures and the independent program say of some rows.
struct Expectation: Decodable {
    var cluster: String?
    var slurm: String
    var days: FigureTable
    var defects: [String: Int]
    var skipped: [String: Int]

    static func fixture(_ name: String) throws -> Expectation {
        let url = Binary.fixtures.appendingPathComponent("\(name)/expected.json")
        return try JSONDecoder().decode(Expectation.self, from: Data(contentsOf: url))
    }

    /// By the program beside the fixtures.
    static func independent(slurm: String, rows: String) throws -> Expectation {
        let outcome = try Binary.python(
            [Binary.fixtures.appendingPathComponent("check.py").path, "--totals", slurm, rows])
        return try JSONDecoder().decode(Expectation.self, from: outcome.output)
    }
}
