import Testing

@Suite struct DocumentationTests {
    @Test func `What other rooms use is documented`() {
        let requirements = DocumentationRules.requirements(in: Repository.sources)
        let findings = Repository.sources.flatMap {
            DocumentationRules.findings(in: $0, requirements: requirements)
        }
        #expect(findings.isEmpty, "\(findings.report)")
    }

    @Test(arguments: [
        ("package struct Job {}", 1), ("/// A job.\npackage struct Job {}", 0), ("// A job.\npackage struct Job {}", 1),
        ("/// A job.\n\npackage struct Job {}", 1), ("/// A job.\n@frozen\npackage struct Job {}", 0),
        ("package static func run(_ a: Int) {}", 1), ("package static func < (a: A, b: A) -> Bool {", 0),
        ("package mutating func next() -> Int? {", 0), ("package func poll() {}", 0),
        ("package private(set) var count: Int = 0", 1), ("package var seconds: Int64", 1),
        ("package let share: Double", 1),
        ("/// A.\npackage var a: Int\npackage var b: Int", 0), ("/// A.\npackage var a: Int\n\npackage var b: Int", 1),
        ("/// A.\npackage struct A {\n    package var b: Int\n    package var c: Int", 0),
        ("struct A {\n    package var b: Int\n    package var c: Int", 2), ("package var job: Job", 0),
        ("package var counts: [Int]", 0),
        ("package init(a: Int) {}", 0), ("package import Scoreboard", 0), ("package subscript(a: Int) -> Int {", 1),
        ("func run() {}", 0), ("package final class Job {", 1), ("let a = \"package struct Job\"", 0),
        ("package protocol Clock {", 1), ("package indirect enum Tree {", 1), ("package typealias Index = UInt32", 1),
    ])
    func `A declaration without words is found`(text: String, count: Int) {
        let file = SourceFile(path: "Sources/Scoreboard/A.swift", text: text)
        let clock = SourceFile(path: "B.swift", text: "/// A.\npackage protocol Source {\n    func poll()\n}\n")
        let requirements = DocumentationRules.requirements(in: [clock])
        #expect(requirements.contains("poll"))
        #expect(DocumentationRules.findings(in: file, requirements: requirements).count == count)
    }
}
