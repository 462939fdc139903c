import Foundation
import Testing

/// Full Foundation and its ICU are 50 MB; the program needs neither. FoundationEssentials comes with the argument
/// parser and stays.
@Suite struct FoundationTests {
    private static let modules: Set<String> = [
        "Foundation", "FoundationEssentials", "FoundationInternationalization", "Dispatch",
    ]
    private static let libraries: Set<String> = [
        "libFoundation.so", "lib_FoundationICU.so", "libFoundationInternationalization.so",
    ]

    private static let binaries = ["debug", "release"].map { ".build/\($0)/slurm-sb-tui" }.filter {
        FileManager.default.fileExists(atPath: Repository.root.appending(path: $0).path(percentEncoded: false))
    }

    private static func findings(in file: SourceFile) -> [Finding] {
        RoomRules.imports(of: file).filter { modules.contains($0.module) }.map {
            file.finding(at: $0.line, "\($0.module) is not for Sources: use Glibc")
        }
    }

    /// The forbidden libraries among the needed ones, from what `readelf -d` prints.
    private static func forbidden(in dynamicSection: String) -> [String] {
        dynamicSection.matches(of: #/\(NEEDED\).*\[(.+)\]/#).map { String($0.1) }.filter(libraries.contains)
    }

    @Test func `No source file imports Foundation or Dispatch`() {
        let findings = Repository.sources.flatMap(Self.findings)
        #expect(findings.isEmpty, "\(findings.report)")
    }

    @Test(.enabled(if: !binaries.isEmpty, "no binary is built in .build/debug or .build/release"), arguments: binaries)
    func `The binary does without full Foundation`(path: String) throws {
        let section = try #require(Repository.output(of: "readelf", ["-d", path]), "readelf -d \(path) did not run")
        let found = Self.forbidden(in: section)
        #expect(found.isEmpty, "\(path) needs \(found.joined(separator: ", "))")
    }

    @Test func `An import and a needed library are found`() {
        let file = SourceFile(path: "Sources/Poller/A.swift", text: "import Glibc\nimport Foundation\n")
        #expect(Self.findings(in: file).map(\.place) == ["Sources/Poller/A.swift:2"])
        let section = """
             0x0000000000000001 (NEEDED)             Shared library: [libFoundationEssentials.so]
             0x0000000000000001 (NEEDED)             Shared library: [libFoundation.so]
             0x0000000000000001 (NEEDED)             Shared library: [lib_FoundationICU.so]
            """
        #expect(Self.forbidden(in: section) == ["libFoundation.so", "lib_FoundationICU.so"])
    }
}
