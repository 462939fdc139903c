// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library room of `Sources/`, with the rooms it may import.
///
/// - Parameter isOptimised: In debug builds too: the tests spend most of their time in these rooms, and take a third of it
///   so.
func room(_ name: String, imports: [Target.Dependency] = [], isOptimised: Bool = false) -> Target {
    let optimised: [SwiftSetting] = isOptimised ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : []
    return .target(name: name, dependencies: imports, swiftSettings: swiftSettings + optimised)
}

/// The tests of a room; `exclude` names scripts that the tests run and the compiler does not read.
func tests(_ name: String, imports: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name,
        dependencies: imports + ["SeededNumbers", .product(name: "CustomDump", package: "swift-custom-dump")],
        exclude: exclude,
        swiftSettings: swiftSettings)
}

/// What several targets of tests share.
func shared(_ name: String, imports: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: imports, path: "Tests/\(name)", swiftSettings: swiftSettings)
}

let package = Package(
    name: "slurm-scoreboard",
    products: [
        .executable(name: "slurm-sb-tui", targets: ["slurm-sb-tui"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
    ],
    targets: [
        // ncursesw for Swift, signals, and the restore after a crash.
        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),

        // What the C library has and Swift's module of it leaves out.
        .systemLibrary(name: "CGlibc"),
        // libyaml, with which the settings are read.
        .systemLibrary(name: "CLibYAML"),
        // zlib, for the rows that are kept and for packed rollups.
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
        // Vector instructions, which Swift has no names for.
        .target(name: "CVectors"),

        room("Scoreboard", isOptimised: true),
        room("BloomFilter", imports: ["CVectors"], isOptimised: true),
        room("Sacct", imports: ["Scoreboard", "CVectors", "CGlibc"], isOptimised: true),
        room("Storage", imports: ["Scoreboard", "BloomFilter", "CZlib", "CVectors", "CGlibc"], isOptimised: true),
        room("Poller", imports: ["Scoreboard", "Sacct", "Storage", "BloomFilter"]),
        room("Settings", imports: ["Scoreboard", "Sacct", "Storage", "CLibYAML", "TerminalKit"]),
        room("Generator", imports: ["Scoreboard"]),
        room("TerminalKit", isOptimised: true),
        room("ScoreboardUI", imports: ["Scoreboard", "TerminalKit"]),
        room("CursesTerminal", imports: ["CNcurses", "TerminalKit"]),

        .executableTarget(
            name: "slurm-sb-tui",
            dependencies: [
                "Scoreboard", "Sacct", "BloomFilter", "Storage", "Settings", "Poller", "Generator",
                "TerminalKit", "ScoreboardUI", "CursesTerminal", "CGlibc",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swiftSettings),

        // Random numbers that are the same in every run.
        shared("SeededNumbers"),
        // Files that are the real ones but for something that a test makes of them.
        shared("ForwardingFileSystem", imports: ["Storage"]),
        tests("CVectorsTests", imports: ["CVectors"]),
        tests("ScoreboardTests", imports: ["Scoreboard"]),
        tests("BloomFilterTests", imports: ["BloomFilter"]),
        tests("SacctTests", imports: ["Sacct", "Scoreboard"]),
        tests("StorageTests", imports: ["Storage", "Scoreboard", "BloomFilter", "ForwardingFileSystem"]),
        tests(
            "PollerTests",
            imports: ["Poller", "Sacct", "Storage", "Scoreboard", "BloomFilter", "ForwardingFileSystem"]),
        tests("SettingsTests", imports: ["Settings", "Poller", "Sacct", "Storage", "Scoreboard", "TerminalKit"]),
        tests("GeneratorTests", imports: ["Generator", "Scoreboard"]),
        tests("TerminalKitTests", imports: ["TerminalKit"]),
        tests("ScoreboardUITests", imports: ["ScoreboardUI", "TerminalKit", "Scoreboard"]),
        tests("CursesTerminalTests", imports: ["CursesTerminal", "TerminalKit"]),
        // How the rooms may import each other, and the rules that no compiler checks.
        tests("ArchitectureTests", imports: []),
        // The built binary: its commands, on a real Slurm, in a real terminal.
        tests("CommandTests", imports: []),
        tests("RealSlurmTests", imports: [], exclude: ["rig"]),
        tests("RealTerminalTests", imports: []),
        // The built binary, killed or failed at each of its system calls; and thrown bytes at every decoder.
        tests("CrashTests", imports: []),
        tests("FuzzTests", imports: ["Sacct", "Storage", "Scoreboard", "BloomFilter"]),
    ]
)

// Some of the tests alone, which a variable names: those that are built by themselves, for the address sanitizer.
if let names = Context.environment["SLURM_SB_TEST_TARGETS"]?.split(separator: " ").map(String.init) {
    package.targets.removeAll { $0.type == .test && !names.contains($0.name) }
}
