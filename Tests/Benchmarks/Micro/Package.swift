// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The parts of the hot path by themselves. A package of its own, so that whoever builds the program needs no benchmarking:
// the rooms are compiled once more from the same files, through the link `Sources`, and what they share only within a package is
// open to the benchmarks so.
//
//     swift package --package-path Tests/Benchmarks/Micro benchmark

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Every room that the benchmarks need, with the rooms that it imports: as in the manifest of the program. A room that the
/// program does not have is left out.
let rooms: KeyValuePairs<String, [String]> = [
    "CGlibc": [],
    "CVectors": [],
    "CZlib": [],
    "Scoreboard": [],
    "BloomFilter": ["CVectors"],
    "Sacct": ["Scoreboard", "CVectors", "CGlibc"],
    "Storage": ["Scoreboard", "BloomFilter", "CZlib", "CVectors", "CGlibc"],
    "Generator": ["Scoreboard"],
    "TerminalKit": [],
]

/// Rooms that are only a header and a module map.
let headers: Set = ["CGlibc"]
/// Libraries of the system that a room of C stands for.
let libraries = ["CZlib": "z"]

let present = Set(
    rooms.map(\.key).filter {
        FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/Sources/\($0)")
    })

let roomTargets = rooms.filter { present.contains($0.key) }.map { name, imports in
    headers.contains(name)
        ? Target.systemLibrary(name: name)
        : Target.target(
            name: name,
            dependencies: imports.filter(present.contains).map { .target(name: $0) },
            swiftSettings: swiftSettings,
            linkerSettings: libraries[name].map { [.linkedLibrary($0)] } ?? [])
}

let package = Package(
    name: "slurm-scoreboard-micro-benchmarks",
    dependencies: [
        // Without its counting of allocations, which takes more packages and other toolchains.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: [])
    ],
    targets: roomTargets + [
        .executableTarget(
            name: "Parts",
            dependencies: present.sorted().filter { !$0.hasPrefix("C") }.map { .target(name: $0) } + [
                .product(name: "Benchmark", package: "benchmark")
            ],
            path: "Benchmarks/Parts",
            swiftSettings: swiftSettings,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    ]
)
