import Scoreboard
import Settings
import Testing

@Suite struct ExperienceSettingTests {
    @Test func aTableGoesOverTheStandard() {
        let sources = Sources(
            policy: #"{"experience_scale": {"jobs": 5, "elapsed_hours": 0, "sum_max_mem_mb": 0.25, "energy_kwh": 1e1}}"#
        )
        let scale = sources.read().common.experienceScale
        #expect(sources.problems.isEmpty, "\(sources.problems)")
        #expect(scale.experiencePerUnit[.jobs] == 5)
        #expect(scale.experiencePerUnit[.wallHours] == nil)
        #expect(scale.experiencePerUnit[.maxMemory] == 0.25)
        #expect(scale.experiencePerUnit[.energy] == 10)
        #expect(scale.experiencePerUnit[.gpuHours] == 100)
        // Its own text reads back as the same.
        let text = sources.read().common[SettingTable.declared.experienceScale].value.text
        #expect(text.contains("elapsed_hours=0") && text.contains("sum_max_mem_mb=0.25"))
        let flag = FlagValue(flag: "--set", key: "experience_scale", text: text)
        #expect(Sources(flags: [flag]).read().common.experienceScale == scale)
    }

    @Test(arguments: [
        (#"{"failed_jobs": 1}"#, "has no level"), (#"{"job": 1}"#, "did you mean \"jobs\"?"),
        (#"{"jobs": -1}"#, "not a number from 0 to 1e9"), (#"{"jobs": 1e10}"#, "not a number from 0 to 1e9"),
        (#"{"jobs": "5"}"#, "not a number"), ("7", "not a table"), (#"{"jobs": 1e999}"#, "not a number from 0 to 1e9"),
        (
            #"{"clock_hours":0,"elapsed_hours":0,"gpu_clock_hours":0,"gpu_elapsed_hours":0,"sum_max_mem_mb":0,"jobs":0}"#,
            "set levels to false"
        ),
    ])
    func wrongTables(table: String, problem: String) {
        let sources = Sources(policy: "{\"experience_scale\": \(table)}")
        #expect(sources.problems.count == 1 && sources.problems[0].contains(problem), "\(sources.problems)")
        #expect(sources.read().common.experienceScale == .standard)
    }

    /// Everybody is on the same scale: it is the site's. Whether levels are shown is each one's own.
    @Test func whoMaySetWhat() {
        let user = Sources(user: "experience_scale: {jobs: 1}\nlevels: no\n")
        #expect(user.problems.count == 1 && user.problems[0].contains("is for the site to set"))
        #expect(user.read().common.levels == false)
        var site = Sources(policy: #"{"levels": false}"#, user: "levels: true\n")
        #expect(site.read().common.levels)
        site.flags = [FlagValue(flag: "--no-levels", key: "levels", text: "false")]
        #expect(!site.read().common.levels)
    }
}
