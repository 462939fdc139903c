import SeededNumbers
import Settings
import Testing

/// Bytes thrown at the readers: each is answered by settings or by problems, and never by a crash.
@Suite struct HostileInputTests {
    private static let tokens =
        [
            "&a ", "*a", "!!str ", "- ", ": ", "? ", "{", "}", "[", "]", "|\n", ">\n", "\"", "'", "#", "\t", "---\n",
            "...\n",
            "%YAML 1.1\n", "\n  ", "\u{FEFF}", "\\", "null", "1e999999", "\u{85}", "\u{2028}", "<<: ",
            "99999999999999999999",
        ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xED, 0xA0, 0x80]]

    private func mutated(_ text: String, _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.insert(contentsOf: HostileInputTests.tokens.randomElement(using: &random) ?? [], at: place)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + 9))
            case 3: bytes.insert(contentsOf: Array(bytes[place..<min(bytes.count, place + 30)]), at: place)
            default: if Int.random(in: 0..<5, using: &random) == 0 { bytes.removeLast(bytes.count - place) }
            }
        }
        return bytes
    }

    @Test func ofYAML() {
        var random = SeededGenerator(seed: 1)
        let start =
            "# mine\nroot: /data/x\ncluster: bell\nrefresh_sec: 30\nmouse: [a, 'b', {c: d}]\nwords: >-\n  x\n  y\nt:\n  a: 1\n"
        var taken = 0
        for _ in 0..<20_000 {
            let bytes = mutated(start, &random)
            let layer = SettingsLayer.user(bytes, path: "/c")
            if layer.problems.allSatisfy({ $0.message.hasPrefix("there is no setting") || $0.message.hasPrefix("\"") })
            {
                taken += 1
            }
        }
        // Both ways are taken: the mutations are neither all broken nor all harmless.
        #expect((1_000...19_000).contains(taken), "\(taken)")
    }

    @Test func ofJSON() {
        var random = SeededGenerator(seed: 2)
        let policy = SampleFile.policy.text
        let clusters = SampleFile.clusters.text
        var broken = 0
        for number in 0..<6_000 {
            if number.isMultiple(of: 6) {
                broken += SettingsLayer.policy(mutated(policy, &random), path: "/p").problems.isEmpty ? 0 : 1
            } else {
                broken += ClusterList.reading(mutated(clusters, &random), path: "/c").problems.isEmpty ? 0 : 1
            }
        }
        #expect((500...5_500).contains(broken), "\(broken)")
    }
}
