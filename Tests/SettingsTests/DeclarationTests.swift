import Foundation
import Poller
import Sacct
import Scoreboard
import Settings
import Storage
import Testing

/// What follows from the declarations: keys, variables, samples, the table in the README, the poller's own defaults.
@Suite struct DeclarationTests {
    @Test func keysAreUniqueAndPlain() {
        let keys = SettingTable.all.map(\.key)
        #expect(keys.count == 24)
        #expect(Set(keys).count == keys.count)
        for key in keys { #expect(key.wholeMatch(of: #/[a-z][a-z0-9_]*/#) != nil) }
        #expect(SettingTable.named("rate_limit_per_min")?.variable == "SLURM_SB_RATE_LIMIT_PER_MIN")
        for setting in SettingTable.all { #expect(setting.documentation.hasSuffix("."), "\(setting.key)") }
    }

    /// A person who begins with a sample has the defaults, and no complaints.
    @Test func samplesAreGoodAndSayTheDefaults() throws {
        let policy = SettingsLayer.policy(Array(SampleFile.policy.text.utf8), path: "/p")
        #expect(policy.problems.isEmpty, "\(policy.problems)")
        let sources = Sources(policy: SampleFile.policy.text)
        let (sample, none) = (sources.read().common, Sources().read().common)
        for setting in SettingTable.all {
            #expect(sample[setting].value.text == none[setting].value.text, "\(setting.key)")
        }
        #expect(sample.origin("min_jobs") != .builtIn)
        let negishi = try ClusterName("negishi")
        #expect(sources.read().settings(for: negishi).callsPerMinute == 2)
        let list = ClusterList.reading(Array(SampleFile.clusters.text.utf8), path: "/c")
        #expect(list.problems.isEmpty, "\(list.problems)")
        #expect(list.list.entries.isEmpty)
    }

    /// What stands there as an example is good once it is no comment any more.
    @Test func theExamplesInTheSamplesAreGood() throws {
        let policy = Sources(policy: SampleFile.policy.text.replacing("\"_negishi\"", with: "\"negishi\""))
        #expect(policy.problems.isEmpty, "\(policy.problems)")
        #expect(policy.read().settings(for: try ClusterName("negishi")).callsPerMinute == 1)
        let text = SampleFile.clusters.text.replacing(",\n\"clusters\": []", with: "")
            .replacing("\"_examples\"", with: "\"clusters\"")
        let list = ClusterList.reading(Array(text.utf8), path: "/c")
        #expect(list.problems.isEmpty, "\(list.problems)")
        #expect(list.list.excluded == [try ClusterName("geddes")])
    }

    /// As it is, and with every setting taken in.
    @Test func theUsersSampleIsGood() {
        let text = SampleFile.user.text
        #expect(SettingsLayer.user(Array(text.utf8), path: "/u").problems.isEmpty)
        let keys = SettingTable.all.map(\.key)
        let taken = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            keys.contains { line.hasPrefix("# \($0):") } ? String(line.dropFirst(2)) : String(line)
        }
        let sources = Sources(user: taken.joined(separator: "\n"))
        #expect(sources.problems.isEmpty, "\(sources.problems)")
        #expect(sources.read().common.cluster?.text == "negishi")
        #expect(sources.read().common.origin("mouse") != .builtIn)
    }

    @Test func theTableInTheReadmeIsCurrent() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("README.md")
        let readme = try String(contentsOf: file, encoding: .utf8)
        #expect(
            readme.contains(SettingsReference.markdown),
            "put what 'slurm-sb config --reference' prints in the place of the table")
    }

    @Test func thePollersOwnDefaultsAreTheDeclaredOnes() throws {
        let own = PollSettings(cluster: try ClusterName("a"), programVersion: "")
        let declared = Settings()
        #expect(own.callsPerMinute == declared.callsPerMinute)
        #expect(own.backfillStart == declared.backfillStart)
        #expect(own.pollIntervalSeconds == declared.pollIntervalSeconds)
        #expect(own.bytesPerDay == Int64(declared.bytesPerDay))
        #expect(own.backfillSleepSeconds == declared.backfillSleepSeconds)
        #expect(own.historySeconds == declared.historySeconds)
        #expect(own.retentionMonths == declared.retentionMonths)
        #expect(own.rawCacheDays == declared.rawCacheDays)
        #expect(own.discovery.homeRoot == declared.homeRoot)
        #expect(own.publication.minimumJobs == declared.minimumJobs)
        #expect(own.publication.windows == declared.windows)
        #expect(own.rules.failures == declared.failureStates)
        #expect(own.rules.tracksSteps == declared.includeSteps)
        #expect(own.rules.parsing.bareRequestedMemory == declared.bareRequestedMemory)
        #expect(own.rules.parsing.gpuAliases == declared.gpuAliases)
    }
}
