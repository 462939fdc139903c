import Testing

extension RealSlurm {
    /// Real sacct through the built poller into rollups, equal per user to the independent program.
    @Suite struct PolledTotals {
        let rig: SlurmRig
        let binary: Binary

        init() throws {
            rig = try #require(SlurmRig.current)
            binary = Binary(rig: rig)
        }

        @Test(arguments: SlurmRig.clusters)
        func rollupsEqualTheIndependentTotals(cluster: String) async throws {
            let root = try DataRoot()
            defer { root.remove() }
            let expected = try await rig.expectedTotals(of: cluster)
            try await binary.pollUntilCaughtUp(cluster, matching: expected, in: root) {
                try await binary.poll($0, into: $1)
            }
            #expect(differences(try root.monthlyTotals(of: cluster), expected.months) == [])
            #expect(differences(try root.dailyTotals(of: cluster), expected.days) == [])
            #expect(try await rig.expectedTotals(of: cluster) == expected, "the accounting changed during the test")

            // Everything is counted once: to ask again changes nothing but the time.
            let texts = try root.rollupTexts(of: cluster)
            for _ in 0..<2 {
                let again = try await binary.poll(cluster, into: root)
                #expect(again.status == 0, "\(again.errors)")
            }
            #expect(differingFiles(try root.rollupTexts(of: cluster), texts) == [])
        }

        @Test func twoClustersShareARoot() async throws {
            let root = try DataRoot()
            defer { root.remove() }
            for cluster in SlurmRig.clusters {
                let expected = try await rig.expectedTotals(of: cluster)
                try await binary.pollUntilCaughtUp(cluster, matching: expected, in: root) {
                    try await binary.poll($0, into: $1)
                }
            }
            for cluster in SlurmRig.clusters {
                let expected = try await rig.expectedTotals(of: cluster)
                #expect(differences(try root.monthlyTotals(of: cluster), expected.months) == [])
            }
        }

        @Test func anotherTimeZoneGivesEqualFiles() async throws {
            let cluster = SlurmRig.clusters[0]
            let expected = try await rig.expectedTotals(of: cluster)
            var texts: [[String: String]] = []
            for zone in ["UTC", "America/New_York"] {
                let root = try DataRoot()
                defer { root.remove() }
                try await binary.pollUntilCaughtUp(cluster, matching: expected, in: root) {
                    try await binary.poll($0, into: $1, environment: ["TZ": zone])
                }
                #expect(differences(try root.dailyTotals(of: cluster), expected.days) == [], "TZ=\(zone)")
                texts.append(try root.rollupTexts(of: cluster))
            }
            #expect(differingFiles(texts[0], texts[1]) == [])
        }

        @Test func aPlainUserGetsTheSameTotals() async throws {
            let cluster = SlurmRig.clusters[1]
            let root = try DataRoot()
            defer { root.remove() }
            let expected = try await rig.expectedTotals(of: cluster)
            try await binary.pollUntilCaughtUp(cluster, matching: expected, in: root) {
                try await binary.poll($0, into: $1, as: SlurmRig.plainUser)
            }
            #expect(differences(try root.monthlyTotals(of: cluster), expected.months) == [])
        }
    }
}
